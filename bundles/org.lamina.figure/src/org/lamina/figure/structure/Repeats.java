package org.lamina.figure.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.structure.Module.Kind;
import org.lamina.model.Layer;
import org.lamina.model.Parameter;

/**
 * Finds equal members that follow each other. Two are equal if they have the same types, settings, shapes and
 * parameters in the same order, and the same connections inside; names do not matter.
 */
final class Repeats {

    /** A series that comes this often is a repeat. */
    private static final int LEAST = 3;
    /** The most members of a series. */
    private static final int LONGEST = 8;

    private final Flow flow;
    /** Numbers of what layers and members are like: of lists for layers, of texts for members. */
    private final Map<Object, Integer> forms = new HashMap<>();
    private final Map<String, Integer> formOf = new HashMap<>();

    Repeats(Flow flow) {
        this.flow = flow;
    }

    /** The same members, with one module in place of each repeat. */
    List<Member> fold(List<Member> members) {
        if (members.stream().noneMatch(Module.class::isInstance)) {
            return members;
        }
        List<Member> folded = new ArrayList<>();
        int[] form = members.stream().mapToInt(this::form).toArray();
        int at = 0;
        while (at < form.length) {
            int length = 1;
            int times = 1;
            for (int candidate = 1; candidate <= LONGEST; candidate++) {
                int count = times(form, at, candidate);
                if (count >= LEAST && count * candidate > times * length
                        && members.subList(at, at + candidate).stream().anyMatch(Module.class::isInstance)) {
                    length = candidate;
                    times = count;
                }
            }
            List<Member> run = members.subList(at, at + length * times);
            if (times > 1) {
                folded.add(repeat(run, times));
            } else {
                folded.addAll(run);
            }
            at += length * times;
        }
        return folded;
    }

    private static int times(int[] form, int start, int length) {
        int times = 1;
        for (int at = start + length; at + length <= form.length; at += length) {
            for (int i = 0; i < length; i++) {
                if (form[at + i] != form[start + i]) {
                    return times;
                }
            }
            times++;
        }
        return times;
    }

    private static Module repeat(List<Member> run, int times) {
        String type = run.stream().filter(Module.class::isInstance).map(member -> ((Module) member).type()).findFirst()
                .orElse("");
        String path = run.get(0).path() + " … " + run.get(run.size() - 1).path();
        return Module.of(path, Kind.REPEAT, type, times, run);
    }

    /** A number that equal members share. */
    private int form(Member member) {
        List<Layer> layers = new ArrayList<>();
        collect(member, layers);
        Map<Integer, Integer> places = new HashMap<>();
        StringBuilder form = new StringBuilder();
        for (Layer layer : layers) {
            int number = flow.number(layer);
            places.put(number, places.size());
            form.append(formOf(layer)).append(':');
            for (int before : flow.before[number]) {
                form.append(places.getOrDefault(before, -1)).append(',');
            }
        }
        return forms.computeIfAbsent(form.toString(), text -> forms.size());
    }

    private int formOf(Layer layer) {
        return formOf.computeIfAbsent(layer.path(), path -> {
            List<Object> form = new ArrayList<>(List.of(layer.type(), layer.config(), layer.outputShapes().size()));
            layer.outputShapes().forEach(shape -> form.add(shape.dimensions()));
            for (Parameter parameter : layer.parameters()) {
                form.add(parameter.tensor().shape().dimensions());
                form.add(parameter.tensor().dtype());
            }
            return forms.computeIfAbsent(form, any -> forms.size());
        });
    }

    private static void collect(Member member, List<Layer> layers) {
        if (member instanceof Module module) {
            module.members().forEach(inner -> collect(inner, layers));
        } else {
            layers.add(((Leaf) member).layer());
        }
    }
}
