package org.lamina.eclipse.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.lamina.model.Finding;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.source.layers.LayerSources;

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
 * @param tensorFindings what the checks found in the tensors when somebody asked them to look, meant or not; none if
 *        nobody has asked
 */
public record OpenedModel(Path file, String format, String producer, String framework, Model model,
        LayerSources sources, List<String> warnings, List<Finding> findings, Optional<List<Finding>> tensorFindings) {

    public OpenedModel {
        warnings = List.copyOf(warnings);
        findings = List.copyOf(findings);
        tensorFindings = tensorFindings.map(List::copyOf);
    }

    /** The findings about a unit; those about a tensor are also about the layer that holds it. */
    public List<Finding> findings(UnitOfAnalysis unit) {
        return findings.stream().filter(finding -> finding.unit().equals(unit) || shown(finding.unit()).equals(unit))
                .toList();
    }

    /** The unit that a graph shows for another one: the layer that holds a tensor, or the unit itself. */
    public UnitOfAnalysis shown(UnitOfAnalysis unit) {
        return unit instanceof UnitOfAnalysis.OfTensor tensor ? holder(tensor.name())
                .<UnitOfAnalysis>map(layer -> new UnitOfAnalysis.OfLayer(checkpoint(), layer)).orElse(unit) : unit;
    }

    /** The path of the layer that holds a tensor. */
    private Optional<String> holder(String tensor) {
        return model.layers().stream().filter(layer -> layer.parameters().stream()
                .anyMatch(parameter -> parameter.tensor().name().equals(tensor))).map(Layer::path).findFirst();
    }

    /** The same with another architecture, such as one whose sizes are known. */
    public OpenedModel with(Model other) {
        return new OpenedModel(file, format, producer, framework, other, sources, warnings, findings, tensorFindings);
    }

    /** The same with the places of its layers, and what was found. */
    OpenedModel with(LayerSources places, List<Finding> found, Optional<List<Finding>> inTensors) {
        return new OpenedModel(file, format, producer, framework, model, places, warnings, found, inTensors);
    }

    /** Where a tensor's finding belongs in the programs as they are now. */
    Optional<SourceLocation> place(UnitOfAnalysis unit, LayerSources places) {
        return shown(unit) instanceof UnitOfAnalysis.OfLayer layer ? places.place(layer.path()) : Optional.empty();
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
