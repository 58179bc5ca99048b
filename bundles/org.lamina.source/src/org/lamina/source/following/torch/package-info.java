/** PyTorch: modules, functions and methods of tensors. */
package org.lamina.source.following.torch;
