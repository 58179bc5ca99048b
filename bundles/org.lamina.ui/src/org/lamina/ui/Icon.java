package org.lamina.ui;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;
import org.lamina.model.LayerKind;
import org.lamina.model.Severity;

/** The pictures that the parts share. Images belong to the workbench's registry: nobody disposes them. */
public enum Icon {
    EXPERIMENT("experiment"), MODEL("model"), CHECKPOINT("checkpoint"), GRAPH("graph"), SOURCE("source"),
    REFRESH("refresh"), COLLAPSE("collapse"), FIX("fix"),
    WARNING("warning"), ERROR("error"), CRITICAL("critical"),
    CONVOLUTION("layer_convolution"), DENSE("layer_dense"), NORMALISATION("layer_normalisation"),
    ACTIVATION("layer_activation"), POOLING("layer_pooling"), DROPOUT("layer_dropout"), RESHAPE("layer_reshape"),
    MERGE("layer_merge"), RECURRENT("layer_recurrent"), CONTAINER("layer_container"), LAYER("layer_other");

    private final String path;

    Icon(String name) {
        this.path = "icons/" + name + ".svg";
    }

    /** The picture of a severity. */
    public static Icon of(Severity severity) {
        return switch (severity) {
            case WARNING -> WARNING;
            case ERROR -> ERROR;
            case CRITICAL -> CRITICAL;
        };
    }

    /** The picture of a family of layers, in the hue that the architecture graph gives it. */
    public static Icon of(LayerKind kind) {
        return switch (kind) {
            case CONVOLUTION -> CONVOLUTION;
            case DENSE -> DENSE;
            case NORMALISATION -> NORMALISATION;
            case ACTIVATION -> ACTIVATION;
            case POOLING -> POOLING;
            case DROPOUT -> DROPOUT;
            case RESHAPE -> RESHAPE;
            case MERGE, ARITHMETIC -> MERGE;
            case RECURRENT, ATTENTION, EMBEDDING, UPSAMPLING -> RECURRENT;
            case CONTAINER -> CONTAINER;
            case IDENTITY, OTHER -> LAYER;
        };
    }

    /** The picture as a recipe, for actions and overlays. */
    public ImageDescriptor descriptor() {
        return ResourceLocator.imageDescriptorFromBundle(LaminaUi.BUNDLE, path)
                .orElseGet(ImageDescriptor::getMissingImageDescriptor);
    }

    /** The picture itself. To be used by the UI thread. */
    public Image image() {
        ImageRegistry registry = JFaceResources.getImageRegistry();
        String key = LaminaUi.BUNDLE + "/" + path;
        if (registry.getDescriptor(key) == null) {
            registry.put(key, descriptor());
        }
        return registry.get(key);
    }
}
