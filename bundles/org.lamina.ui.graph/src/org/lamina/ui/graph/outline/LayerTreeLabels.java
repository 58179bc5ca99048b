package org.lamina.ui.graph.outline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.jface.viewers.DecorationOverlayIcon;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.IDecoration;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Finding;
import org.lamina.model.Layer;
import org.lamina.model.Severity;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.Icon;
import org.lamina.ui.TextColor;
import org.lamina.ui.UnitSelection;

/** Names layers and groups by name, type and output shape; their icons tell the kind and whether there are findings. */
final class LayerTreeLabels extends LabelProvider implements IStyledLabelProvider {

    private final LayerTree tree;
    private final Map<UnitOfAnalysis, Severity> findings = new HashMap<>();
    private final ResourceManager resources;

    LayerTreeLabels(OpenedModel opened, LayerTree tree, ResourceManager resources) {
        this.tree = tree;
        this.resources = resources;
        for (Finding finding : opened.findings()) {
            findings.merge(opened.shown(finding.unit()), finding.severity(), (one, other) -> worse(one, other));
        }
    }

    private static Severity worse(Severity one, Severity other) {
        return Comparator.<Severity>naturalOrder().compare(one, other) >= 0 ? one : other;
    }

    @Override
    public StyledString getStyledText(Object element) {
        if (element instanceof LayerTreeContent.Part part) {
            List<String> paths = part.of(tree);
            return new StyledString(LayerTree.name(paths.get(0)) + " … " + LayerTree.name(paths.get(paths.size() - 1)));
        }
        String path = LayerTreeContent.path(element);
        StyledString text = new StyledString(LayerTree.name(path));
        text.append("  " + tree.type(path), TextColor.MUTED.styler());
        Layer layer = tree.layer(path);
        if (layer != null && !layer.outputShapes().isEmpty()) {
            text.append("  " + layer.outputShapes().get(0), TextColor.COUNT.styler());
        }
        return text;
    }

    @Override
    public String getText(Object element) {
        return getStyledText(element).getString();
    }

    @Override
    public Image getImage(Object element) {
        String path = LayerTreeContent.path(element);
        Layer layer = tree.layer(path);
        Image image = (layer == null ? Icon.CONTAINER : Icon.of(layer.kind())).image();
        return overlay(element).map(sign -> new DecorationOverlayIcon(image, sign, IDecoration.BOTTOM_LEFT))
                .<Image>map(resources::create).orElse(image);
    }

    private Optional<ImageDescriptor> overlay(Object element) {
        Severity severity = element instanceof UnitSelection selection ? findings.get(selection.unit()) : null;
        if (severity == null) {
            return Optional.empty();
        }
        String sign = severity == Severity.WARNING ? ISharedImages.IMG_DEC_FIELD_WARNING
                : ISharedImages.IMG_DEC_FIELD_ERROR;
        return Optional.of(PlatformUI.getWorkbench().getSharedImages().getImageDescriptor(sign));
    }
}
