package org.lamina.ui.widgets;

import java.nio.file.Path;
import java.util.List;
import org.lamina.eclipse.core.EngineAccess;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.formats.Readers;
import org.lamina.model.Layer;
import org.lamina.model.UnitOfAnalysis;

/**
 * What a tool works on.
 *
 * @param unit the unit that it is applied to
 * @param opened the model that the unit belongs to
 * @param readers opens the checkpoint for its tensors
 * @param engine computes what is not stored
 */
public record ToolContext(UnitOfAnalysis unit, OpenedModel opened, Readers readers, EngineAccess engine) {

    /** The checkpoint file. */
    public Path file() {
        return opened.file();
    }

    /** The name of the checkpoint file, for people. */
    public String fileName() {
        return opened.file().getFileName().toString();
    }

    /** The layers that the unit stands for: a layer itself, those inside a group; none for other kinds of units. */
    public List<Layer> layers() {
        if (unit instanceof UnitOfAnalysis.OfLayer layer) {
            String inside = layer.path() + ".";
            return opened.model().layers().stream()
                    .filter(each -> each.path().equals(layer.path()) || each.path().startsWith(inside)).toList();
        }
        return List.of();
    }
}
