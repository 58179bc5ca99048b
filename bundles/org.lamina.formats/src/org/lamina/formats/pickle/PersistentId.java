package org.lamina.formats.pickle;

/**
 * A reference to data outside the pickle, as PyTorch's tensor storages.
 *
 * @param id what the pickle says about it, usually a tuple
 */
public record PersistentId(Object id) {
}
