package org.lamina.figure.parts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.model.LayerKind;
import org.lamina.model.UnitOfAnalysis;

/**
 * What one shape of the figure stands for.
 *
 * @param id unique in the figure
 * @param role what it is
 * @param path its place in the module tree; empty for a part that is no layer or module
 * @param type its type, which gives its colour and its entry in the legend
 * @param kind the family of its type
 * @param traits the settings that tell layers of one type apart, such as a kernel's size; not the numbers of channels
 * @param title what it is, in words
 * @param unit the unit it stands for, if it is one
 * @param in the extent of its first input
 * @param out the extent of its output
 * @param repeats how many times it stands in a row, one or more
 */
public record Part(String id, Role role, String path, String type, LayerKind kind, Map<String, Object> traits,
        String title, Optional<UnitOfAnalysis> unit, Extent in, Extent out, int repeats) {

    /** The type under which a model's input is shown. */
    public static final String INPUT = "Input";

    /** The type under which a split is shown. */
    public static final String SPLIT = "Split";

    /** The trait of a group that tells the families of the layers inside. */
    public static final String KINDS = "kinds";

    /** The trait of a group that tells whether data of several sizes leaves it. */
    public static final String SEVERAL = "several";

    /** What a part is in the network. */
    public enum Role {
        INPUT, LAYER, GROUP, SPLIT
    }

    public Part {
        traits = Map.copyOf(traits);
    }

    /** A split of what leaves a part. */
    public static Part split(Part source) {
        return new Part("split-" + source.id(), Role.SPLIT, "", SPLIT, LayerKind.OTHER,
                source.leavesInOneSize() ? Map.of() : Map.of(SEVERAL, true),
                "the output of " + source.title().replaceFirst(":.*", "") + " goes several ways", Optional.empty(),
                source.out(), source.out(), 1);
    }

    /** Whether its layer treats a value element by element, as a normalisation or an activation does. */
    public boolean isByValue() {
        return kind == LayerKind.NORMALISATION || kind == LayerKind.ACTIVATION;
    }

    /** Its family, or those of the layers inside a group. */
    public Set<LayerKind> kinds() {
        return traits.get(KINDS) instanceof Set<?> inside ? inside.stream().map(LayerKind.class::cast)
                .collect(Collectors.toUnmodifiableSet()) : Set.of(kind);
    }

    /** Whether all data that leaves it has its extent. */
    public boolean leavesInOneSize() {
        return !Boolean.TRUE.equals(traits.get(SEVERAL));
    }

    /** The last segment of its path, or its type where it has none. */
    public String name() {
        return path.isEmpty() ? type : path.substring(path.lastIndexOf('.') + 1);
    }

    /** The sizes of its window, such as 3 and 3; empty where it has none. */
    public List<Long> kernel() {
        return traits.get("kernel_size") instanceof List<?> sizes
                ? sizes.stream().filter(Number.class::isInstance).map(size -> ((Number) size).longValue()).toList()
                : traits.get("kernel_size") instanceof Number size ? List.of(size.longValue()) : List.of();
    }

    /** The same part under another type. */
    public Part withType(String other) {
        return new Part(id, role, path, other, kind, traits, title, unit, in, out, repeats);
    }

    /** The same part with other extents. */
    public Part withExtents(Extent newIn, Extent newOut) {
        return new Part(id, role, path, type, kind, traits, title, unit, newIn, newOut, repeats);
    }

    /** The same part, so many times in a row, with a title that says so and the extent that leaves the last. */
    public Part withRepeats(int times, String newTitle, Extent last) {
        return new Part(id, role, path, type, kind, traits, newTitle, unit, in, last, times);
    }
}
