package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The longest way through a graph, and which link carries it on at each place. Links that lead back in the order of the
 * graph are left aside.
 */
public final class Trunk {

    private final Map<String, List<Link>> arriving = new HashMap<>();
    private final Map<String, List<Link>> leaving = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Integer> tails = new HashMap<>();
    private final Set<String> links = new HashSet<>();

    /**
     * Finds the longest way; of several the last.
     *
     * @param order ids of all boxes, in the order of the flow
     */
    public Trunk(List<String> order, List<Link> all) {
        Map<String, Integer> positions = new HashMap<>();
        order.forEach(id -> positions.put(id, positions.size()));
        for (Link link : all) {
            if (positions.get(link.from()) < positions.get(link.to())) {
                arriving.computeIfAbsent(link.to(), id -> new ArrayList<>()).add(link);
                leaving.computeIfAbsent(link.from(), id -> new ArrayList<>()).add(link);
            }
        }
        for (String id : order) {
            depths.put(id, arriving(id).stream().mapToInt(link -> depths.get(link.from()) + 1).max().orElse(0));
        }
        List<String> reversed = new ArrayList<>(order);
        Collections.reverse(reversed);
        for (String id : reversed) {
            tails.put(id, leaving(id).stream().mapToInt(link -> tails.get(link.to()) + 1).max().orElse(0));
        }
        follow(order);
    }

    private void follow(List<String> order) {
        String at = null;
        for (String id : order) {
            at = at == null || depths.get(id) >= depths.get(at) ? id : at;
        }
        while (at != null && !arriving(at).isEmpty()) {
            Link link = last(arriving(at), Comparator.comparing(each -> depths.get(each.from())));
            links.add(link.id());
            at = link.from();
        }
    }

    private List<Link> arriving(String id) {
        return arriving.getOrDefault(id, List.of());
    }

    private List<Link> leaving(String id) {
        return leaving.getOrDefault(id, List.of());
    }

    /** The greatest one, of several the last. */
    private static Link last(List<Link> links, Comparator<Link> by) {
        return links.stream().reduce((a, b) -> by.compare(b, a) >= 0 ? b : a).orElseThrow();
    }

    /** The links of the longest way. */
    public Set<String> links() {
        return Set.copyOf(links);
    }

    /** The number of links on the longest way to a box. */
    public int depth(String id) {
        return depths.get(id);
    }

    /** The link that carries the longest way into a box. */
    public boolean isMainArrival(Link link) {
        return isMain(link, arriving(link.to()), Comparator.comparing(each -> depths.get(each.from())));
    }

    /** The link that carries the longest way out of a box. */
    public boolean isMainDeparture(Link link) {
        return isMain(link, leaving(link.from()), Comparator.comparing(each -> tails.get(each.to())));
    }

    private boolean isMain(Link link, List<Link> among, Comparator<Link> by) {
        Comparator<Link> onTheWay = Comparator.comparing(each -> links.contains(each.id()));
        return !among.isEmpty() && last(among, onTheWay.thenComparing(by)).id().equals(link.id());
    }
}
