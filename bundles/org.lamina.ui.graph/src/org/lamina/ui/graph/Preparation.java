package org.lamina.ui.graph;

import com.ibm.icu.text.DecimalFormat;
import java.lang.reflect.Method;
import java.text.NumberFormat;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.gef.tools.PanningSelectionTool;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.scene.Theme;
import org.lamina.figure.structure.Folding;
import org.lamina.model.Edge;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.ui.Icon;
import org.lamina.ui.graph.commands.GraphHandler;
import org.lamina.ui.graph.editing.FigureMoves;
import org.lamina.ui.graph.outline.GraphOutline;

/**
 * Loads the classes that the first editor needs, in a thread of its own after the start of the workbench. Otherwise the
 * UI thread would load them all when the first model is opened, and stand still for a quarter of a second. Initialises
 * no class of SWT, GEF or draw2d: that waits for the UI thread, which may be waiting for this one.
 */
public final class Preparation implements IStartup {

    private static final List<Class<?>> NEEDED = List.of(ArchitectureEditor.class, GraphOutline.class,
            ScrollingGraphicalViewer.class, FigureCanvas.class, SWTGraphics.class, PanningSelectionTool.class);
    /** The size of an icon on a usual screen, in percent. */
    private static final int STANDARD_SIZE = 100;
    /** Classes of these packages are followed to those that they name. */
    private static final List<String> FOLLOWED = List.of("org.lamina.ui.", "org.eclipse.gef.", "org.eclipse.draw2d.");

    @Override
    public void earlyStartup() {
        FigureMoves.follow(ResourcesPlugin.getWorkspace());
        load();
        NumberFormat.getIntegerInstance();
        new DecimalFormat("#%"); // the zoom has one
        loadPictures();
        FigurePreferences.standard(); // its parser of JSON is slow to make the first time
        new GraphHandler(); // the workbench asks the first of them while it opens an editor
        Rehearsal.begin(PlatformUI.getWorkbench(), drawSomething());
    }

    /** Loads and links classes and those that their fields and methods name; runs none of their code. */
    private static void load() {
        Queue<Class<?>> next = new ArrayDeque<>(NEEDED);
        Set<Class<?>> loaded = new HashSet<>(NEEDED);
        while (!next.isEmpty()) {
            named(next.remove()).filter(type -> FOLLOWED.stream().anyMatch(type.getName()::startsWith))
                    .filter(loaded::add).forEach(next::add);
        }
    }

    private static Stream<Class<?>> named(Class<?> type) {
        Stream<Class<?>> outer =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        Stream<Class<?>> fields = Stream.of(type.getDeclaredFields()).map(field -> field.getType());
        Stream<Class<?>> methods = Stream.of(type.getDeclaredMethods()).flatMap(Preparation::named);
        return Stream.of(outer, fields, methods, Stream.<Class<?>>of(type.getDeclaredClasses())).flatMap(all -> all);
    }

    private static Stream<Class<?>> named(Method method) {
        return Stream.concat(Stream.of(method.getReturnType()), Stream.of(method.getParameterTypes()));
    }

    /** Pictures of the outline are drawings themselves, and those of its signs have gradients. */
    private static void loadPictures() {
        ISharedImages signs = PlatformUI.getWorkbench().getSharedImages();
        Stream<ImageDescriptor> layers = Stream.of(LayerKind.values()).map(kind -> Icon.of(kind).descriptor());
        Stream.concat(layers, Stream.of(signs.getImageDescriptor(ISharedImages.IMG_DEC_FIELD_WARNING),
                signs.getImageDescriptor(ISharedImages.IMG_DEC_FIELD_ERROR)))
                .forEach(picture -> picture.getImageData(STANDARD_SIZE));
    }

    /** A model of two layers, drawn for nobody in both styles. */
    private static SceneIndex drawSomething() {
        Model model = new Model("", List.of(), List.of(), List.of(new Group("a", "Module", "", Optional.empty())),
                List.of(layer("a.0", "Conv2d"), layer("a.1", "ReLU")),
                List.of(new Edge("a.0", "a.1", "", Optional.empty())));
        DetailOptions details = DetailOptions.of(Theme.light()).withFolding(Folding.OVERVIEW).withInside(true);
        ArchitectureFigure.glyphs(model, "", GlyphOptions.standard(), Progress.NONE);
        return new SceneIndex(ArchitectureFigure.details(model, "", details, Progress.NONE));
    }

    private static Layer layer(String path, String type) {
        Shape shape = Shape.of(1, 8, 8, 8);
        return new Layer(path, type, type, false, Map.of(), List.of(shape), List.of(shape), List.of(), List.of(),
                OptionalLong.empty(), Optional.empty());
    }
}
