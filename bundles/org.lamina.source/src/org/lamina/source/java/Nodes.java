package org.lamina.source.java;

import java.util.List;

/** The lists of a syntax tree, which JDT gives without the type of their elements. */
final class Nodes {

    private Nodes() {
    }

    /** The elements of this type. */
    static <T> List<T> of(List<?> nodes, Class<T> type) {
        return nodes.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
