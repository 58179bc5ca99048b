/**
 * Opens checkpoint files: {@link org.lamina.formats.Readers} finds the reader for a file by its content, and the reader
 * makes a {@link org.lamina.model.Checkpoint} of it. Readers are pure Java, read tensor values only when asked for, and
 * never run anything that a file contains.
 */
package org.lamina.formats;
