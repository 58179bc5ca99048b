package org.lamina.ui.widgets;

import org.lamina.model.UnitOfAnalysis;

/** The kinds of units of analysis: what the toolbox groups tools by. */
public enum UnitKind {
    EXPERIMENT(Messages.UnitKind_experiment, Messages.UnitKind_experiments),
    MODEL(Messages.UnitKind_model, Messages.UnitKind_models),
    LAYER(Messages.UnitKind_layer, Messages.UnitKind_layers),
    OPERATION(Messages.UnitKind_operation, Messages.UnitKind_operations),
    TENSOR(Messages.UnitKind_tensor, Messages.UnitKind_tensors),
    NEURON(Messages.UnitKind_neuron, Messages.UnitKind_neurons),
    WEIGHT(Messages.UnitKind_weight, Messages.UnitKind_weights),
    SAMPLE(Messages.UnitKind_sample, Messages.UnitKind_samples);

    private final String label;
    private final String plural;

    UnitKind(String label, String plural) {
        this.label = label;
        this.plural = plural;
    }

    /** The kind of a unit. */
    public static UnitKind of(UnitOfAnalysis unit) {
        if (unit instanceof UnitOfAnalysis.OfExperiment) {
            return EXPERIMENT;
        } else if (unit instanceof UnitOfAnalysis.OfModel) {
            return MODEL;
        } else if (unit instanceof UnitOfAnalysis.OfLayer) {
            return LAYER;
        } else if (unit instanceof UnitOfAnalysis.OfOperation) {
            return OPERATION;
        } else if (unit instanceof UnitOfAnalysis.OfTensor) {
            return TENSOR;
        } else if (unit instanceof UnitOfAnalysis.OfNeuron) {
            return NEURON;
        } else if (unit instanceof UnitOfAnalysis.OfWeight) {
            return WEIGHT;
        }
        return SAMPLE;
    }

    /** Its word in running text: {@code layer}. */
    public String label() {
        return label;
    }

    /** Its word in the plural: {@code layers}. */
    public String plural() {
        return plural;
    }
}
