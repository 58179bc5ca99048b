/**
 * The module tree that the names of tensors tell ({@code layer1.0.conv1.weight}), for files that hold weights without
 * an architecture. {@link org.lamina.formats.names.NameTree} is what readers use.
 */
package org.lamina.formats.names;
