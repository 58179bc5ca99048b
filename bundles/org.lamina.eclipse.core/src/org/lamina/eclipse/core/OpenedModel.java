package org.lamina.eclipse.core;

import java.nio.file.Path;
import java.util.List;

import org.lamina.model.Finding;
import org.lamina.model.Model;
import org.lamina.source.LayerSources;

/**
 * A checkpoint that was opened: its architecture, where its layers stand in the workspace's programs, and what the
 * checks found. Holds no open file: whoever needs tensor values opens the file again with {@link LaminaCore#readers()}.
 *
 * @param file the checkpoint, absolute and normalised
 * @param format the name of the format: {@code TorchScript}
 * @param producer the program that wrote it, empty if the file does not tell
 * @param framework the framework of the model, empty if unknown
 * @param model the architecture; without any layer if the file holds tensors alone
 * @param sources the places of the layers in programs that exist here
 * @param warnings what could not be read, one sentence each
 * @param findings what the checks found, in the order of the rules and of the layers
 */
public record OpenedModel(Path file, String format, String producer, String framework, Model model,
        LayerSources sources, List<String> warnings, List<Finding> findings) {

    public OpenedModel {
        warnings = List.copyOf(warnings);
        findings = List.copyOf(findings);
    }

    /** The name under which units of analysis know the checkpoint: its path, '/'-separated. */
    public String checkpoint() {
        return checkpoint(file);
    }

    /** The name under which units of analysis know a checkpoint file: its absolute path, '/'-separated. */
    public static String checkpoint(Path file) {
        return file.toAbsolutePath().normalize().toString().replace('\\', '/');
    }
}
