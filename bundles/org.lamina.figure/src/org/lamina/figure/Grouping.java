package org.lamina.figure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How several layers become one glyph.
 *
 * @param mode what is grouped by itself
 * @param above the number of glyphs above which {@link Mode#AUTOMATIC} groups, 0 or more
 * @param repeats whether blocks that are the same to the last setting and size become one glyph with a number where
 *        they stand in a row, once anything is grouped
 * @param sequences how many of the most frequent sequences of types become groups, one after the other, as in Net2Vis
 * @param apart names of groups that are not made by themselves, however often they occur
 * @param manual groups that the user has gathered, in the order in which they are made; a later one may hold an
 *        earlier one
 */
public record Grouping(Mode mode, int above, boolean repeats, int sequences, Set<String> apart,
        List<ManualGroup> manual) {

    /** What is grouped by itself. */
    public enum Mode {
        /** Nothing. */
        NONE,
        /** Exact repeats in a row alone. */
        REPEATS,
        /** Repeated modules, blocks and exact repeats. */
        BLOCKS,
        /** The outermost modules with several glyphs, as far as data enters each at one place and leaves it at one. */
        MODULES,
        /** As {@link #BLOCKS}, but only if there are many glyphs; a page that is too narrow for them makes more. */
        AUTOMATIC
    }

    /**
     * Layers that the user wants as one glyph.
     *
     * @param name what the legend calls it
     * @param layers paths of layers or modules; together they have one place where data enters and one where it leaves
     */
    public record ManualGroup(String name, List<String> layers) {
        public ManualGroup {
            layers = List.copyOf(layers);
        }
    }

    public Grouping {
        apart = Set.copyOf(apart);
        manual = List.copyOf(manual);
        if (above < 0 || sequences < 0) {
            throw new IllegalArgumentException("numbers of glyphs and sequences are 0 or more");
        }
    }

    /** A grouping that leaves no group apart. */
    public Grouping(Mode mode, int above, boolean repeats, int sequences, List<ManualGroup> manual) {
        this(mode, above, repeats, sequences, Set.of(), manual);
    }

    /** The same with other groups that the user has gathered. */
    public Grouping withManual(List<ManualGroup> other) {
        return new Grouping(mode, above, repeats, sequences, apart, other);
    }

    /** The same with other groups by themselves; what was kept apart may become groups again. */
    public Grouping withMode(Mode other) {
        return new Grouping(other, above, repeats, sequences, Set.of(), manual);
    }

    /** The same with another number of glyphs above which groups are made. */
    public Grouping withAbove(int other) {
        return new Grouping(mode, other, repeats, sequences, apart, manual);
    }

    /** The same without groups of a name, unless the user has gathered them. */
    public Grouping without(String name) {
        Set<String> more = new HashSet<>(apart);
        more.add(name);
        return new Grouping(mode, above, repeats, sequences, more, manual);
    }

    /** Repeated modules and blocks as one glyph each if there are more than thirty glyphs. */
    public static Grouping standard() {
        return new Grouping(Mode.AUTOMATIC, 30, true, 0, List.of());
    }

    /** No groups at all. */
    public static Grouping none() {
        return new Grouping(Mode.NONE, 0, false, 0, List.of());
    }
}
