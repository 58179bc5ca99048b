/**
 * Reads GGUF files (ggml documentation, "GGUF"): metadata and tensors, most of them quantised in blocks. The names of
 * tensors make up a tree of modules; there is no graph.
 */
package org.lamina.formats.gguf;
