package org.lamina.ui.widgets;

import java.util.Locale;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;

/**
 * The icons of this bundle beside those of {@link org.lamina.ui.Icon}. Their images live as long as the display and are
 * nobody's to dispose. To be used by the UI thread.
 */
public enum Icons {
    TOOL, TABLE, JUMP, CLOSE;

    private static final String BUNDLE = "org.lamina.ui.widgets";

    /** The image, 16 by 16 at a zoom of 100 %. */
    public Image image() {
        ImageRegistry registry = JFaceResources.getImageRegistry();
        String key = BUNDLE + "/" + this;
        if (registry.getDescriptor(key) == null) {
            registry.put(key, descriptor());
        }
        return registry.get(key);
    }

    private ImageDescriptor descriptor() {
        String file = "icons/" + name().toLowerCase(Locale.ROOT) + ".svg";
        return ResourceLocator.imageDescriptorFromBundle(BUNDLE, file)
                .orElseGet(ImageDescriptor::getMissingImageDescriptor);
    }
}
