/** Bytes of files at given positions: bounded random access, zip directories, and tensors that lie in a file. */
package org.lamina.formats.file;
