package org.lamina.ui.widgets;

import java.util.Optional;
import org.eclipse.swt.graphics.Image;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Layer;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.Icon;
import org.lamina.ui.UnitSelection;

/** The pictures that stand for units: those of layers have the hue of their family, as in the architecture graph. */
public final class UnitIcons {

    private UnitIcons() {
    }

    /** The picture of a unit; a layer of a model that is not open gets a grey one. Reads nothing; UI thread only. */
    public static Image of(UnitSelection selection) {
        return icon(selection).image();
    }

    private static Icon icon(UnitSelection selection) {
        return switch (UnitKind.of(selection.unit())) {
            case EXPERIMENT -> Icon.EXPERIMENT;
            case MODEL -> Icon.CHECKPOINT;
            case LAYER -> layer(LaminaCore.checkpoints().opened(selection.file()),
                    ((UnitOfAnalysis.OfLayer) selection.unit()).path());
            default -> Icon.LAYER;
        };
    }

    private static Icon layer(Optional<OpenedModel> opened, String path) {
        Optional<Layer> layer = opened.flatMap(it -> it.model().layer(path));
        boolean group = opened.filter(it -> it.model().groups().stream().anyMatch(each -> each.path().equals(path)))
                .isPresent();
        return layer.map(it -> Icon.of(it.kind())).orElse(group ? Icon.CONTAINER : Icon.LAYER);
    }
}
