package org.lamina.ui.experiments;

import java.util.List;

import org.lamina.experiments.CheckpointEntry;
import org.lamina.experiments.Experiment;
import org.lamina.experiments.ModelEntry;

/** A line of the tree. Lines are the same if they stand for the same thing, whatever is known about it by now. */
sealed interface Item {

    /** The line above; null at the top. */
    Item parent();

    /** The lines below. */
    List<Item> children();

    /** What the line stands for. */
    String key();

    /** An experiment: a directory that holds checkpoints. */
    record ExperimentItem(Experiment experiment) implements Item {
        @Override
        public Item parent() {
            return null;
        }

        @Override
        public List<Item> children() {
            return experiment.models().stream().<Item>map(model -> new ModelItem(this, model)).toList();
        }

        @Override
        public String key() {
            return experiment.directory().toString();
        }
    }

    /** A model: the checkpoints of one network. */
    record ModelItem(ExperimentItem parent, ModelEntry model) implements Item {
        @Override
        public List<Item> children() {
            return model.checkpoints().stream().<Item>map(entry -> new CheckpointItem(this, entry)).toList();
        }

        @Override
        public String key() {
            return parent.key() + "\n" + model.name();
        }
    }

    /** A checkpoint: one file. */
    record CheckpointItem(ModelItem parent, CheckpointEntry entry) implements Item {
        @Override
        public List<Item> children() {
            return List.of();
        }

        @Override
        public String key() {
            return parent.key() + "\n" + entry.file();
        }
    }
}
