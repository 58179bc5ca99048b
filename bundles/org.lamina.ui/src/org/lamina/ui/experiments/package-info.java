/** The Experiments view: the checkpoints of the workspace as a tree of experiments, models and checkpoints. */
package org.lamina.ui.experiments;
