package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.lamina.figure.layout.Stretch.Branches;
import org.lamina.figure.layout.Stretch.Chain;
import org.lamina.figure.layout.Stretch.Direct;
import org.lamina.figure.layout.Stretch.Gap;

/**
 * What a flow is made of: a series-parallel part, and links that jump over pieces of it. Found by replacing boxes on a
 * line by chains, and stretches between the same boxes by branches, until one is left; where that gets stuck, the link
 * that spans most is taken out.
 */
public final class FlowStructure {

    private static final String START = "\u0000start";
    private static final String END = "\u0000end";

    private final List<String> order;
    private final ToIntFunction<Link> span;
    private final Map<String, Map<String, Stretch>> leaving = new HashMap<>();
    private final Map<String, Map<String, Stretch>> arriving = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Link> jumps = new ArrayList<>();

    private FlowStructure(List<String> order, List<Link> all, Set<Link> jumping, ToIntFunction<Link> span) {
        this.order = order;
        this.span = span;
        order.forEach(id -> positions.put(id, positions.size()));
        all.stream().filter(link -> jumping.contains(link) || leadsBack(link)).forEach(jumps::add);
        Set<Link> apart = Set.copyOf(jumps);
        List<Link> links = all.stream().filter(link -> !apart.contains(link)).toList();
        Set<String> targets = links.stream().map(Link::to).collect(Collectors.toSet());
        Set<String> sources = links.stream().map(Link::from).collect(Collectors.toSet());
        for (int i = 0; i < links.size(); i++) {
            add(links.get(i).from(), links.get(i).to(), new Direct(links.get(i), i));
        }
        for (int i = 0; i < order.size(); i++) {
            if (!targets.contains(order.get(i))) {
                add(START, order.get(i), new Direct(null, i));
            }
            if (!sources.contains(order.get(i))) {
                add(order.get(i), END, new Direct(null, i));
            }
        }
    }

    /**
     * Takes a flow apart; empty if it is tangled in a way that taking out links does not help.
     *
     * @param order ids of its boxes, in the order of the flow
     * @param links in the order in which they shall lie from top to bottom where they run beside each other
     * @param jumping links that jump in any case, beside those that lead back
     * @param span how far a link reaches
     */
    public static Optional<FlowStructure> of(List<String> order, List<Link> links, Set<Link> jumping,
            ToIntFunction<Link> span) {
        FlowStructure structure = new FlowStructure(order, links, jumping, span);
        if (links.isEmpty() && order.size() > 1) {
            structure.leaving.put(START, Map.of(END, besideEachOther(order)));
            return Optional.of(structure);
        }
        return structure.reduce() ? Optional.of(structure) : Optional.empty();
    }

    /** What nothing connects, such as layers of which only the weights are known, lies in a row too. */
    private static Stretch besideEachOther(List<String> order) {
        List<Stretch> stretches = new ArrayList<>();
        stretches.add(new Direct(null, 0));
        for (int i = 1; i < order.size(); i++) {
            stretches.add(new Gap(i));
        }
        stretches.add(new Direct(null, order.size()));
        return new Chain(List.copyOf(stretches), List.copyOf(order), 0);
    }

    /** The links that jump over pieces of the flow, or back in it, those that span least first. */
    public List<Link> jumps() {
        return jumps.stream().sorted(Comparator.comparingInt(link -> Math.abs(span.applyAsInt(link)))).toList();
    }

    /** Whether a link leads back in the order of the flow. */
    public boolean leadsBack(Link link) {
        return positions.get(link.from()) >= positions.get(link.to());
    }

    /** The whole flow without the jumps. */
    Stretch root() {
        return leaving.get(START).get(END);
    }

    private boolean reduce() {
        List<String> left = new ArrayList<>(order);
        while (!left.isEmpty()) {
            if (!left.removeIf(this::shorten)) {
                Optional<Direct> jump = widest(left);
                if (jump.isEmpty()) {
                    return false;
                }
                remove(jump.get().link().from(), jump.get().link().to());
                jumps.add(jump.get().link());
            }
        }
        return leaving.containsKey(START);
    }

    /** Makes one stretch of those before and after a box, if there is one of each. */
    private boolean shorten(String box) {
        Map<String, Stretch> before = arriving.get(box);
        Map<String, Stretch> after = leaving.get(box);
        if (before.size() != 1 || after.size() != 1) {
            return false;
        }
        String from = before.keySet().iterator().next();
        String to = after.keySet().iterator().next();
        Stretch joined = chain(before.get(from), box, after.get(to));
        remove(from, box);
        remove(box, to);
        add(from, to, joined);
        return true;
    }

    /** The link that spans most of those that are not the only one at either end. */
    private Optional<Direct> widest(List<String> boxes) {
        return boxes.stream().filter(box -> leaving.get(box).size() > 1)
                .flatMap(box -> leaving.get(box).values().stream())
                .filter(Direct.class::isInstance).map(Direct.class::cast)
                .filter(direct -> direct.link() != null && arriving.get(direct.link().to()).size() > 1)
                .max(Comparator.comparingInt(direct -> span.applyAsInt(direct.link())));
    }

    private void add(String from, String to, Stretch stretch) {
        Map<String, Stretch> out = leaving.computeIfAbsent(from, id -> new LinkedHashMap<>());
        Stretch beside = out.get(to);
        Stretch joined = beside == null ? stretch : branches(beside, stretch);
        out.put(to, joined);
        arriving.computeIfAbsent(to, id -> new LinkedHashMap<>()).put(from, joined);
    }

    private void remove(String from, String to) {
        Objects.requireNonNull(leaving.get(from)).remove(to);
        Objects.requireNonNull(arriving.get(to)).remove(from);
    }

    private static Stretch branches(Stretch a, Stretch b) {
        List<Stretch> all = new ArrayList<>();
        for (Stretch stretch : List.of(a, b)) {
            all.addAll(stretch instanceof Branches branches ? branches.stretches() : List.of(stretch));
        }
        all.sort(Comparator.comparingInt(Stretch::position));
        return new Branches(List.copyOf(all), all.get(0).position());
    }

    private static Stretch chain(Stretch a, String box, Stretch b) {
        List<Stretch> stretches = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        append(a, stretches, boxes);
        boxes.add(box);
        append(b, stretches, boxes);
        return new Chain(List.copyOf(stretches), List.copyOf(boxes), a.position());
    }

    private static void append(Stretch stretch, List<Stretch> stretches, List<String> boxes) {
        if (stretch instanceof Chain chain) {
            stretches.addAll(chain.stretches());
            boxes.addAll(chain.boxes());
        } else {
            stretches.add(stretch);
        }
    }
}
