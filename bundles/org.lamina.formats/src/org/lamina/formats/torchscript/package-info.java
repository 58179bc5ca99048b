/**
 * TorchScript archives ({@code torch.jit.save}): a zip of serialised code, a pickle of the module tree, and tensor
 * storages. The code is parsed and followed, never run by a Python interpreter.
 */
package org.lamina.formats.torchscript;
