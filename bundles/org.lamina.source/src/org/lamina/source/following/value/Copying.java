package org.lamina.source.following.value;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks back from values to all that they are computed from, and follows a functional model with other inputs. */
public final class Copying {

    private Copying() {
    }

    /** What values are computed from, themselves included, each after those it is computed from. */
    public static List<Node> ancestors(Collection<Node> of) {
        Set<Node> found = new HashSet<>(of);
        Deque<Node> open = new ArrayDeque<>(of);
        while (!open.isEmpty()) {
            open.pop().inputs.stream().filter(found::add).forEach(open::push);
        }
        return found.stream().sorted(Comparator.comparingInt(node -> node.id)).toList();
    }

    /** The output of a functional model for other inputs. */
    public static Node copy(Tape tape, Chain model, List<Node> inputs) {
        Map<Node, Node> copies = new HashMap<>();
        for (int i = 0; i < Math.min(model.inputs.size(), inputs.size()); i++) {
            copies.put(model.inputs.get(i), inputs.get(i));
        }
        Node output = model.outputs.get(0);
        for (Node node : ancestors(List.of(output))) {
            List<Node> read = node.inputs.stream().map(input -> copies.getOrDefault(input, input)).toList();
            if (!copies.containsKey(node) && !read.equals(node.inputs)) {
                Optional<Node> owner = node.owner.map(original -> copies.getOrDefault(original, original));
                copies.put(node, tape.copy(node, read, owner));
            }
        }
        return copies.getOrDefault(output, output);
    }
}
