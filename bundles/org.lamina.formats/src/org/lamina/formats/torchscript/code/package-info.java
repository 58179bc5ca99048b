/**
 * The serialised Python subset in TorchScript archives, as a syntax tree. Only the text is looked at; nothing is run.
 */
package org.lamina.formats.torchscript.code;
