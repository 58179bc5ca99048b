package org.lamina.figure.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to be seen of a model: the modules that are open as frames, and in them layers and closed modules. */
public final class Outline {

    /**
     * A frame, layer or closed module.
     *
     * @param member the module or layer
     * @param parent the path of the frame around it; empty at the top
     * @param name its path as seen from the module around it
     * @param depth the number of frames around it
     */
    public record Entry(Member member, String parent, String name, int depth) {
    }

    private final List<Entry> frames = new ArrayList<>();
    private final List<Entry> boxes = new ArrayList<>();
    private final Map<String, String> boxOf = new HashMap<>();

    /** What a folding leaves to be seen. */
    public Outline(Module model, Folding folding) {
        add(model, new Entry(model, "", "", -1), "", folding.openIn(model), folding);
    }

    /**
     * Adds the members of a module.
     *
     * @param frame the frame around them
     * @param scope the path of the module of the model around them
     */
    private void add(Module module, Entry frame, String scope, Set<String> open, Folding folding) {
        for (Member member : module.members()) {
            Entry entry = new Entry(member, frame.member().path(), shortened(member.path(), scope), frame.depth() + 1);
            if (member instanceof Module inner && open.contains(inner.path())) {
                String inside = inner.kind() == Module.Kind.MODULE ? inner.path() : scope;
                boolean framed = folding.isFramed(inner);
                if (framed) {
                    frames.add(entry);
                }
                add(inner, framed ? entry : frame, inside, open, folding);
            } else {
                boxes.add(entry);
                represent(member, member.path());
            }
        }
    }

    private void represent(Member member, String box) {
        if (member instanceof Module module) {
            module.members().forEach(inner -> represent(inner, box));
        } else {
            boxOf.put(member.path(), box);
        }
    }

    /** The open modules that get a frame, outer before inner. */
    public List<Entry> frames() {
        return frames;
    }

    /** Layers and closed modules, in the order of the flow. */
    public List<Entry> boxes() {
        return boxes;
    }

    /** The path of the box in which a layer is to be seen. */
    public Optional<String> boxOf(String layer) {
        return Optional.ofNullable(boxOf.get(layer));
    }

    /** A path without that of the module around it. */
    private static String shortened(String path, String around) {
        return around.isEmpty() ? path : path.replace(around + ".", "");
    }
}
