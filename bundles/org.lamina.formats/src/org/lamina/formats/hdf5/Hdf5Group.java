package org.lamina.formats.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group with all that is in it.
 *
 * @param path its path in the file without a slash at its start; empty for the root
 * @param attributes its attributes that hold text, each with its texts; none for one of another kind
 * @param groups the groups in it by name, in the order of the file
 * @param datasets the datasets in it by name, in the order of the file
 */
public record Hdf5Group(String path, Map<String, List<String>> attributes, Map<String, Hdf5Group> groups,
        Map<String, Hdf5Dataset> datasets) {

    /** The text of an attribute; empty if there is none, or if it holds several. */
    public Optional<String> text(String attribute) {
        List<String> texts = attributes.getOrDefault(attribute, List.of());
        return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
    }

    /**
     * The texts of an attribute. One that is longer than a header takes is in pieces: {@code layer_names0},
     * {@code layer_names1} and so on.
     */
    public List<String> texts(String attribute) {
        if (attributes.containsKey(attribute)) {
            return attributes.get(attribute);
        }
        List<String> texts = new ArrayList<>();
        for (int piece = 0; attributes.containsKey(attribute + piece); piece++) {
            texts.addAll(attributes.get(attribute + piece));
        }
        return List.copyOf(texts);
    }

    /** The dataset at a path below this group, as {@code dense_1/kernel:0}. */
    public Optional<Hdf5Dataset> dataset(String relativePath) {
        int slash = relativePath.lastIndexOf('/');
        return group(slash < 0 ? "" : relativePath.substring(0, slash))
                .map(group -> group.datasets().get(relativePath.substring(slash + 1)));
    }

    /** The group at a path below this one; this one for an empty path. */
    public Optional<Hdf5Group> group(String relativePath) {
        Hdf5Group group = this;
        for (String name : relativePath.isEmpty() ? new String[0] : relativePath.split("/")) {
            group = group == null || name.isEmpty() ? group : group.groups().get(name);
        }
        return Optional.ofNullable(group);
    }

    /** All datasets in this group and in those below, in the order of the file. */
    public List<Hdf5Dataset> allDatasets() {
        List<Hdf5Dataset> all = new ArrayList<>(datasets.values());
        groups.values().forEach(group -> all.addAll(group.allDatasets()));
        return all;
    }
}
