package org.lamina.source.following.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that another library makes, whole: {@code torchvision.models.resnet18()}. What is inside is not followed;
 * its last layer is known by its attribute, so that a program may put another one in its place.
 */
public final class Pretrained implements Value {

    /** The body as a layer of unknown type. */
    public final Part body;
    /** The attribute of the last layer, {@code fc}, {@code classifier.6}; empty where it is not known. */
    private final String head;
    private final Optional<Part> last;
    private final Map<String, Value> replaced = new LinkedHashMap<>();

    /**
     * A network as it is made.
     *
     * @param body all of it but its last layer
     * @param head the attribute of the last layer, with dots; empty where it is not known
     * @param last the last layer as it is made, where it is known
     */
    public Pretrained(Part body, String head, Optional<Part> last) {
        this.body = body;
        this.head = head;
        this.last = last;
    }

    /** A place in a network, by the attribute that leads there: {@code classifier} or {@code classifier.6}. */
    public record Place(Pretrained network, String path) {

        /** The place that an attribute or index of this one leads to. */
        public Place inside(String name) {
            return new Place(network, path.isEmpty() ? name : path + "." + name);
        }
    }

    /** The place that a value stands for, if it is a network of this kind or a member of one. */
    public static Optional<Place> place(Value value) {
        if (value instanceof Pretrained network) {
            return Optional.of(new Place(network, ""));
        }
        return value instanceof Member member ? place(member.target()).map(place -> place.inside(member.name()))
                : Optional.empty();
    }

    /** Puts something in the place of a part; an index may count from the end. */
    public void replace(String path, Value value) {
        replaced.put(path.matches("classifier\\.-1") && head.startsWith("classifier.") ? head : path, value);
    }

    /** What stands at a place, if it is known: the last layer, or what the program put there. */
    public Optional<Value> at(String path) {
        return Optional.ofNullable(replaced.get(path))
                .or(() -> path.equals(head) ? last.map(Value.class::cast) : Optional.empty());
    }

    /** What computes its output from what the body gives; empty where nothing is known of it. */
    public Optional<Value> end() {
        if (replaced.containsKey(head)) {
            return Optional.of(replaced.get(head));
        }
        int dot = head.lastIndexOf('.');
        Optional<Value> whole = dot < 0 ? Optional.empty() : Optional.ofNullable(replaced.get(head.substring(0, dot)));
        return head.isEmpty() ? Optional.empty() : whole.or(() -> last.map(Value.class::cast));
    }

    /** All that the program put into it. */
    public List<Value> replacements() {
        return List.copyOf(replaced.values());
    }
}
