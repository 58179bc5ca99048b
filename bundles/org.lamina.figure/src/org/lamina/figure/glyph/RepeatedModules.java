package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lamina.model.Group;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.UnitOfAnalysis;

/**
 * Finds modules that a network repeats, and makes each of them one part. A module can be folded if data enters it from
 * one place and leaves it at one place. As in Net2Vis, what occurs most often is folded first, and of that the larger;
 * but classes that the program names come before its containers.
 */
final class RepeatedModules {

    private static final Set<String> CONTAINERS = Set.of("Sequential", "ModuleList", "ModuleDict", "Module");

    private final PartGraph graph;
    private final String checkpoint;
    private final Predicate<Part> slim;
    private final Map<String, PartGraph> insides = new LinkedHashMap<>();

    private RepeatedModules(PartGraph graph, String checkpoint, Predicate<Part> slim) {
        this.graph = graph;
        this.checkpoint = checkpoint;
        this.slim = slim;
    }

    /**
     * A folded network.
     *
     * @param graph its parts
     * @param insides what is inside the folded modules, by the type of their parts
     */
    record Folded(PartGraph graph, Map<String, PartGraph> insides) {
    }

    /** One module in the graph: its parts, where data enters and leaves, and what it is made of. */
    private record Module(Group group, List<Part> members, Set<Part> sources, Part exit, String structure) {

        /** What makes modules alike: their class, or their structure where the class is a mere container. */
        String key() {
            return CONTAINERS.contains(group.type()) ? structure : group.type();
        }
    }

    /** Folds what is repeated; {@code slim} tells which parts are mere bars behind another one. */
    static Folded fold(PartGraph graph, Model model, String checkpoint, Predicate<Part> slim) {
        RepeatedModules repeated = new RepeatedModules(graph, checkpoint, slim);
        PartGraph folded = repeated.fold(model);
        return new Folded(folded, repeated.insides);
    }

    private PartGraph fold(Model model) {
        Map<String, List<Module>> repeated = model.groups().stream().flatMap(group -> module(group).stream())
                .collect(Collectors.groupingBy(Module::key, LinkedHashMap::new, Collectors.toList()));
        Map<Part, Module> owners = new HashMap<>();
        repeated.values().stream().filter(alike -> alike.size() > 1)
                .sorted(Comparator.comparing(RepeatedModules::isAnonymous)
                        .thenComparing(List::size, Comparator.reverseOrder())
                        .thenComparing(alike -> alike.get(0).members().size(), Comparator.reverseOrder()))
                .flatMap(List::stream).filter(module -> module.members().stream().noneMatch(owners::containsKey))
                .forEach(module -> module.members().forEach(part -> owners.put(part, module)));
        return folded(owners);
    }

    private static boolean isAnonymous(List<Module> alike) {
        return CONTAINERS.contains(alike.get(0).group().type());
    }

    private Optional<Module> module(Group group) {
        String prefix = ModelParts.layerId(group.path()) + ".";
        List<Part> members = graph.parts().stream().filter(part -> part.id().startsWith(prefix)).toList();
        Set<Part> inside = new HashSet<>(members);
        Set<Part> sources = new LinkedHashSet<>();
        List<Part> exits = new ArrayList<>();
        StringBuilder structure = new StringBuilder(group.type());
        for (Part part : members) {
            List<Part> before = graph.predecessors(part);
            before.stream().filter(source -> !inside.contains(source)).forEach(sources::add);
            List<Part> after = graph.successors(part);
            if (after.isEmpty() || !inside.containsAll(after)) {
                exits.add(part);
            }
            structure.append('|').append(part.type());
            before.forEach(source -> structure.append(',').append(members.indexOf(source)));
        }
        boolean worth = members.stream().filter(slim.negate()).count() > 1;
        return worth && sources.size() == 1 && exits.size() == 1
                ? Optional.of(new Module(group, members, sources, exits.get(0), structure.toString()))
                : Optional.empty();
    }

    private PartGraph folded(Map<Part, Module> owners) {
        Map<String, String> types = types(owners);
        PartGraph folded = new PartGraph();
        for (Part part : graph.parts()) {
            Module owner = owners.get(part);
            if (owner == null) {
                folded.add(part);
            } else if (owner.exit().equals(part)) {
                folded.add(part(owner, types.get(owner.structure())));
                insides.computeIfAbsent(types.get(owner.structure()), type -> inside(owner));
            }
        }
        for (Part part : graph.parts()) {
            for (Part target : graph.successors(part)) {
                folded.connect(id(part, owners), id(target, owners));
            }
        }
        return folded;
    }

    private static String id(Part part, Map<Part, Module> owners) {
        return owners.containsKey(part) ? id(owners.get(part)) : part.id();
    }

    private static String id(Module module) {
        return "group-" + module.group().path();
    }

    /** Names for structures: that of the class, with a number where several structures share it. */
    private Map<String, String> types(Map<Part, Module> owners) {
        Map<String, Set<String>> structures = new LinkedHashMap<>();
        for (Part part : graph.parts()) {
            Module owner = owners.get(part);
            if (owner != null) {
                String type = owner.group().type();
                structures.computeIfAbsent(CONTAINERS.contains(type) ? "Block" : type, name -> new LinkedHashSet<>())
                        .add(owner.structure());
            }
        }
        Map<String, String> types = new HashMap<>();
        structures.forEach((name, all) -> {
            int number = 0;
            for (String structure : all) {
                number++;
                types.put(structure, all.size() == 1 ? name : name + " " + number);
            }
        });
        return types;
    }

    private Part part(Module module, String type) {
        return new Part(id(module), Part.Role.GROUP, type, LayerKind.CONTAINER,
                module.group().path() + ": " + module.group().type() + " of " + module.members().size() + " layers",
                Optional.of(new UnitOfAnalysis.OfLayer(checkpoint, module.group().path())),
                module.members().get(0).in(), module.exit().out());
    }

    /** The parts inside, with a split in front where data enters at several places. */
    private PartGraph inside(Module module) {
        PartGraph inside = new PartGraph();
        Part source = module.sources().iterator().next();
        List<Part> entries = graph.successors(source).stream().filter(module.members()::contains).toList();
        if (entries.size() > 1) {
            inside.add(GlyphNetwork.split(source));
        }
        module.members().forEach(inside::add);
        if (entries.size() > 1) {
            entries.forEach(entry -> inside.connect(inside.parts().get(0).id(), entry.id()));
        }
        for (Part part : module.members()) {
            graph.successors(part).forEach(target -> inside.connect(part.id(), target.id()));
        }
        return inside;
    }
}
