/**
 * The rules that look at the values of a checkpoint's tensors. They read the file, and are run where that is asked for.
 */
package org.lamina.checks.tensors;
