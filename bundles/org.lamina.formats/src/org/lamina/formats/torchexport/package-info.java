/**
 * Reads what {@code torch.export.save} writes: a zip archive with the graph as JSON
 * ({@code torch/_export/serde/schema.py}), its weights beside it, the stack of modules around each operator and the
 * place in the program that called it. Known are the archives of PyTorch 2.1 to 2.7
 * ({@code serialized_exported_program.json}) and of 2.8 and later ({@code models/model.json}).
 */
package org.lamina.formats.torchexport;
