/** Experiments: what belongs together among the checkpoint files of a directory tree. */
package org.lamina.experiments;
