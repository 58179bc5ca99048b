package org.lamina.source.layers;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.model.Layer;
import org.lamina.model.Progress;
import org.lamina.model.SourceLocation;
import org.lamina.source.project.PythonProject;
import org.lamina.source.python.PythonSource;

/**
 * The recorded calls of a model's layers in the files that exist here. A recorded file and one here are the same if
 * they have the same name and most of the recorded calls are found in it; among several, the one with most calls on
 * their very lines, then the one whose folders agree best.
 *
 * @param calls where layers are called, by their path
 * @param files the files here that stand for recorded ones
 */
record RecordedCalls(Map<String, SourceLocation> calls, Set<PythonSource> files) {

    static RecordedCalls find(ModuleNames names, PythonProject project, Progress progress) {
        Map<String, List<Layer>> byFile = names.members().stream().filter(layer -> layer.source().isPresent())
                .collect(Collectors.groupingBy(layer -> layer.source().orElseThrow().file(), LinkedHashMap::new,
                        Collectors.toList()));
        Map<String, SourceLocation> calls = new HashMap<>();
        Set<PythonSource> files = new LinkedHashSet<>();
        byFile.forEach((recorded, layers) -> {
            progress.checkCancelled();
            best(recorded, layers, names, project).ifPresent(here -> {
                files.add(here.source());
                calls.putAll(here.calls());
            });
        });
        return new RecordedCalls(Map.copyOf(calls), files);
    }

    private record Candidate(PythonSource source, Map<String, SourceLocation> calls, long confirmed,
            int commonFolders) {
    }

    private static Optional<Candidate> best(String recorded, List<Layer> layers, ModuleNames names,
            PythonProject project) {
        String fileName = layers.get(0).source().orElseThrow().fileName();
        return project.named(fileName).stream().map(source -> candidate(source, recorded, layers, names))
                .filter(candidate -> candidate.calls().size() * 2 >= layers.size())
                .max(Comparator.comparingLong(Candidate::confirmed).thenComparing(c -> c.calls().size())
                        .thenComparing(Candidate::commonFolders));
    }

    private static Candidate candidate(PythonSource source, String recorded, List<Layer> layers, ModuleNames names) {
        CallSites sites = new CallSites(source);
        Map<String, SourceLocation> calls = new HashMap<>();
        long confirmed = 0;
        for (Layer layer : layers) {
            SourceLocation place = layer.source().orElseThrow();
            confirmed += sites.confirms(layer, place) ? 1 : 0;
            sites.locate(layer, place, names.callingClass(layer.path()))
                    .ifPresent(found -> calls.put(layer.path(), found));
        }
        return new Candidate(source, calls, confirmed, commonFolders(source.file(), recorded));
    }

    /** How many folders the paths share, counted from the file upwards. */
    private static int commonFolders(String file, String recorded) {
        String[] here = file.split("[/\\\\]");
        String[] there = recorded.split("[/\\\\]");
        int common = 0;
        while (common < Math.min(here.length, there.length)
                && here[here.length - 1 - common].equals(there[there.length - 1 - common])) {
            common++;
        }
        return common;
    }
}
