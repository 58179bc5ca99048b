/** Tests of the rules that look at tensors. */
package org.lamina.checks.tensors;
