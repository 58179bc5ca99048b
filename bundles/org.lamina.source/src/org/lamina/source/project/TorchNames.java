package org.lamina.source.project;

import java.util.Optional;

/** The names of PyTorch's modules (PyTorch's API reference, torch.nn). */
public final class TorchNames {

    private TorchNames() {
    }

    /**
     * The type of the module that a full name constructs: {@code Dropout} for {@code torch.nn.Dropout} and
     * {@code torch.nn.modules.dropout.Dropout}.
     */
    public static Optional<String> moduleType(String qualified) {
        String name = lastSegment(qualified);
        return qualified.startsWith("torch.nn.") && !name.isEmpty() && Character.isUpperCase(name.charAt(0))
                ? Optional.of(name) : Optional.empty();
    }

    private static String lastSegment(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
