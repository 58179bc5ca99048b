package org.lamina.model;

/**
 * What a tool, a finding or a selection is about (iNNspector, section 4.1): the levels of the walk from the family of
 * models (L3) through one model (L2) to neurons and weights (L1). Checkpoints are named by the path of their file.
 */
public sealed interface UnitOfAnalysis {

    /** How people name it: {@code layer1.0.conv1}. */
    String label();

    /** An experiment: a directory of runs. */
    record OfExperiment(String path) implements UnitOfAnalysis {
        @Override
        public String label() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** A model: one checkpoint file. */
    record OfModel(String checkpoint) implements UnitOfAnalysis {
        @Override
        public String label() {
            return checkpoint.substring(checkpoint.lastIndexOf('/') + 1);
        }
    }

    /** A layer, or a group of layers, by its path. */
    record OfLayer(String checkpoint, String path) implements UnitOfAnalysis {
        @Override
        public String label() {
            return path;
        }
    }

    /** An operation inside a layer. */
    record OfOperation(String checkpoint, String layer, String name) implements UnitOfAnalysis {
        @Override
        public String label() {
            return layer + "/" + name;
        }
    }

    /** A stored tensor. */
    record OfTensor(String checkpoint, String name) implements UnitOfAnalysis {
        @Override
        public String label() {
            return name;
        }
    }

    /** A neuron of a dense layer or a channel of a convolution, from 0. */
    record OfNeuron(String checkpoint, String layer, long index) implements UnitOfAnalysis {
        @Override
        public String label() {
            return layer + "[" + index + "]";
        }
    }

    /** A single weight, by its row-major index in its tensor. */
    record OfWeight(String checkpoint, String tensor, long index) implements UnitOfAnalysis {
        @Override
        public String label() {
            return tensor + "[" + index + "]";
        }
    }

    /** A sample of a data set, by its index. */
    record OfSample(String dataSet, long index) implements UnitOfAnalysis {
        @Override
        public String label() {
            return "sample " + index;
        }
    }

    /**
     * Something that a program makes: a layer, an optimizer, a data set; found in the source alone.
     *
     * @param file the program's file
     * @param name what people call it; empty for the program as a whole
     */
    record OfSource(String file, String name) implements UnitOfAnalysis {
        @Override
        public String label() {
            return name.isEmpty() ? file.substring(file.lastIndexOf('/') + 1) : name;
        }
    }
}
