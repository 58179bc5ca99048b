import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Theme;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.testsupport.LargeNetworks;

/**
 * Measures how long the detail style takes for large graphs, from the model to the finished scene, and writes each graph
 * as JSON for dagre.mjs. Arguments: a folder for the graphs, then files of models to measure too.
 */
public final class LayoutBenchmark {

    private static final int RUNS = 9;

    private LayoutBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<Model> models = new ArrayList<>();
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            try (Checkpoint checkpoint = Readers.builtin().open(Path.of(file), Progress.NONE)) {
                models.add(checkpoint.model().orElseThrow());
            }
        }
        models.add(LargeNetworks.decoder(32));
        models.add(LargeNetworks.decoder(80));
        models.add(LargeNetworks.tangle(2000, 1));
        for (Model model : models) {
            Scene scene = draw(model);
            write(scene, folder.resolve(model.name() + ".json"));
            System.out.println(model.name() + ": " + solids(scene).size() + " nodes, " + scene.edges().size() + " edges");
            measure(model);
        }
    }

    private static Scene draw(Model model) {
        return ArchitectureFigure.details(model, "model", DetailOptions.of(Theme.light()), Progress.NONE);
    }

    private static void measure(Model model) {
        double[] seconds = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            System.gc();
            pools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long start = System.nanoTime();
            draw(model);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        long peak = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        Arrays.sort(seconds);
        System.out.printf("  whole: median %.3f s, best %.3f s, worst %.3f s; peak heap %d MB%n", seconds[RUNS / 2],
                seconds[0], seconds[RUNS - 1], peak >> 20);
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static List<SceneNode> solids(Scene scene) {
        return scene.nodes().stream().filter(node -> node.role() != SceneNode.Role.GROUP).toList();
    }

    private static void write(Scene scene, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("{\"nodes\": [");
            String separator = "";
            for (SceneNode node : solids(scene)) {
                out.printf("%s[\"%s\", %s, %s]", separator, node.id(), node.bounds().width(), node.bounds().height());
                separator = ",\n";
            }
            out.println("], \"edges\": [");
            separator = "";
            for (SceneEdge edge : scene.edges()) {
                out.printf("%s[\"%s\", \"%s\"]", separator, edge.from(), edge.to());
                separator = ",\n";
            }
            out.println("]}");
        }
    }
}
