package org.lamina.formats.pickle;

/**
 * A class or function that a pickle names. It is never looked up.
 *
 * @param module the Python module: {@code torch._utils}
 * @param name the name in it: {@code _rebuild_tensor_v2}
 */
public record PickledGlobal(String module, String name) {

    /** Module and name with a dot between. */
    public String qualifiedName() {
        return module + "." + name;
    }

    /** Whether it is this one. */
    public boolean is(String qualifiedName) {
        return qualifiedName().equals(qualifiedName);
    }
}
