package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.names.NameTree;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;

/** Makes a checkpoint of what {@code torch.save} was given: chooses what in it is the model. */
final class SavedCheckpoint {

    private static final Pattern AVERAGE = Pattern.compile("(?i)(^|.*[._])(ema|avg|averaged?|swa|shadow|teacher|target)"
            + "([._].*|$)");
    private static final Set<String> KNOWN = Set.of("torch", "collections", "numpy", "_codecs", "builtins",
            "__builtin__", "copyreg", "copy_reg", "argparse", "torchvision");

    private final FileBytes bytes;
    private final String format;
    private final String framework;

    /**
     * @param bytes the file, closed with the checkpoint
     * @param format the name of the format
     */
    SavedCheckpoint(FileBytes bytes, String format) {
        this(bytes, format, "PyTorch");
    }

    /**
     * @param bytes the file, closed with the checkpoint
     * @param format the name of the format
     * @param framework the framework of the model
     */
    SavedCheckpoint(FileBytes bytes, String format, String framework) {
        this.bytes = bytes;
        this.format = format;
        this.framework = framework;
    }

    /**
     * The checkpoint.
     *
     * @param root the value of the pickle
     * @param globals the classes and functions that it names
     * @param tensors its tensors
     * @throws ModelFormatException if it holds no tensors, or damaged ones
     * @throws IOException if the file can't be read
     */
    Checkpoint of(Object root, Collection<PickledGlobal> globals, PickledTensors tensors)
            throws ModelFormatException, IOException {
        ContentsWalk walk = new ContentsWalk(tensors);
        walk.walk("", root);
        List<String> warnings = new ArrayList<>();
        Optional<Model> model = model(walk.sections(), warnings);
        Optional<String> foreign = globals.stream().filter(global -> !KNOWN.contains(global.module().split("\\.")[0]))
                .map(PickledGlobal::qualifiedName).findFirst();
        foreign.ifPresent(name -> warnings.add("The file refers to " + name + "; nothing in it was run."));
        if (tensors.isEmpty()) {
            throw new ModelFormatException(bytes.file(), "TorchScript, or a pickle of tensors", foreign
                    .map(name -> "a pickle without tensors that refers to " + name + ", which was not executed")
                    .orElse("a pickle without tensors"));
        }
        return new Checkpoint(bytes.file(), format, "", framework, model,
                tensors.source(), warnings, walk.metadata().entries());
    }

    private Optional<Model> model(List<Section> all, List<String> warnings) {
        List<Section> sections = withoutCopies(all.stream().filter(section -> section.size() > 0).toList(), warnings);
        if (sections.isEmpty()) {
            warnings.add("The file holds tensors without names of layers.");
            return Optional.empty();
        }
        NameTree tree = new NameTree();
        sections.forEach(section -> section.addTo(tree, sections.size() == 1 ? "" : section.path()));
        Optional<String> type = sections.size() == 1 ? sections.get(0).type() : Optional.empty();
        warnings.add(0, sections.stream().allMatch(section -> section.type().isPresent())
                ? "The file holds a pickled " + sections.stream().flatMap(section -> section.type().stream()).distinct()
                        .collect(Collectors.joining(" and ")) + " without telling how data flow between its layers; "
                        + "save it with torch.jit.script or torch.onnx.export to see that."
                : NameTree.WARNING);
        return Optional.of(tree.model(type.orElseGet(this::stem)));
    }

    /** Of sections with the same names and shapes, the first whose name does not tell of averaged weights. */
    private static List<Section> withoutCopies(List<Section> sections, List<String> warnings) {
        Map<Set<Object>, List<Section>> alike = sections.stream().collect(
                Collectors.groupingBy(Section::signature, LinkedHashMap::new, Collectors.toList()));
        List<Section> chosen = new ArrayList<>();
        for (List<Section> copies : alike.values()) {
            Section first = copies.stream().filter(section -> !AVERAGE.matcher(section.path()).matches()).findFirst()
                    .orElse(copies.get(0));
            chosen.add(first);
            copies.stream().filter(section -> section != first).forEach(section -> warnings.add("The file holds the "
                    + "same layers again in " + section.path() + "; the model shows those in " + first.path() + "."));
        }
        return chosen;
    }

    private String stem() {
        String name = bytes.file().getFileName().toString();
        return name.substring(0, name.lastIndexOf('.') < 1 ? name.length() : name.lastIndexOf('.'));
    }
}
