package org.lamina.formats.pytorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lamina.formats.names.NameTree;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** A state dictionary or a whole module in a file: what could be the model. */
final class Section {

    /** What DataParallel and torch.compile put before every name. */
    private static final Set<String> WRAPPERS = Set.of("module.", "_orig_mod.");

    private final String path;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Module> modules = new ArrayList<>();

    /**
     * A tensor.
     *
     * @param name its name in the section
     * @param tensor the stored tensor
     * @param trainable whether training changes it, where that is known
     */
    private record Entry(String name, TensorInfo tensor, Optional<Boolean> trainable) {
    }

    /**
     * A module that the file describes.
     *
     * @param path its path in the section; empty for the whole
     * @param type its type in the common vocabulary
     * @param originalType its class
     * @param config its hyper-parameters
     */
    private record Module(String path, String type, String originalType, Map<String, Object> config) {
    }

    /**
     * @param path where it lies in the file; empty if it is the whole file
     */
    Section(String path) {
        this.path = path;
    }

    /** Where it lies in the file: {@code state_dict}; empty if it is the whole file. */
    String path() {
        return path;
    }

    void add(String name, TensorInfo tensor) {
        entries.add(new Entry(name, tensor, Optional.empty()));
    }

    void add(String name, TensorInfo tensor, boolean trainable) {
        entries.add(new Entry(name, tensor, Optional.of(trainable)));
    }

    void module(String module, String type, String originalType, Map<String, Object> config) {
        modules.add(new Module(module, type, originalType, config));
    }

    /** The class of the whole, if it is a module and not a dictionary. */
    Optional<String> type() {
        return modules.stream().filter(module -> module.path().isEmpty()).map(Module::type).findFirst();
    }

    /** The number of tensors. */
    int size() {
        return entries.size();
    }

    /** What is alike in copies, as those with averaged weights: names, types and shapes. */
    Set<Object> signature() {
        int cut = wrapper().length();
        return entries.stream().map(entry -> new Signature(entry.name().substring(cut), entry.tensor().dtype(),
                entry.tensor().shape())).collect(Collectors.toSet());
    }

    private record Signature(String name, ElementType type, Shape shape) {
    }

    /** What stands before all names and names no module of the program; empty if there is nothing of the kind. */
    String wrapper() {
        String wrapper = "";
        for (boolean more = type().isEmpty() && !entries.isEmpty(); more;) {
            String known = wrapper;
            Optional<String> next = WRAPPERS.stream().map(each -> known + each)
                    .filter(each -> entries.stream().allMatch(entry -> entry.name().startsWith(each))).findFirst();
            wrapper = next.orElse(known);
            more = next.isPresent();
        }
        return wrapper;
    }

    /** Adds its modules and tensors to a tree, below a path unless that is empty. */
    void addTo(NameTree tree, String below) {
        String prefix = below.isEmpty() ? "" : below + ".";
        int cut = wrapper().length();
        modules.stream().filter(module -> !module.path().isEmpty() || !below.isEmpty()).forEach(module -> tree.module(
                module.path().isEmpty() ? below : prefix + module.path(), module.type(), module.originalType(),
                module.config()));
        for (Entry entry : entries) {
            String name = prefix + entry.name().substring(cut);
            entry.trainable().ifPresentOrElse(trainable -> tree.add(name, entry.tensor(), trainable),
                    () -> tree.add(name, entry.tensor()));
        }
    }
}
