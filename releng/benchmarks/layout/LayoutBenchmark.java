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
import org.lamina.figure.structure.Folding;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.testsupport.LargeNetworks;

/**
 * Measures how long the detail style takes for large graphs, from the model to the finished scene. Arguments: a folder to
 * which each graph is written as JSON for dagre.mjs, then files of models to measure too; or "cold" and one of decoder32,
 * decoder80, decoder833, tangle2000, tangle50000 or a file, for the first folded drawing in a new JVM.
 */
public final class LayoutBenchmark {

    private static final int RUNS = 9;

    private LayoutBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("cold")) {
            measureFirst(model(arguments[1]));
            return;
        }
        Path folder = Path.of(arguments[0]);
        List<Model> models = new ArrayList<>();
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            models.add(model(file));
        }
        for (String name : List.of("decoder32", "decoder80", "tangle2000")) {
            models.add(model(name));
        }
        for (Model model : models) {
            Scene scene = draw(model, Folding.NONE);
            write(scene, folder.resolve(model.name() + ".json"));
            System.out.println(model.name() + ": " + solids(scene).size() + " nodes, " + scene.edges().size() + " edges");
            measure(model, Folding.NONE, "whole");
            measure(model, Folding.OVERVIEW, "folded");
        }
    }

    private static Model model(String name) throws Exception {
        int digits = name.replaceAll("\\D", "").isEmpty() ? 0 : Integer.parseInt(name.replaceAll("\\D", ""));
        if (name.matches("decoder\\d+")) {
            return LargeNetworks.decoder(digits);
        } else if (name.matches("tangle\\d+")) {
            return LargeNetworks.tangle(digits, 1);
        }
        try (Checkpoint checkpoint = Readers.builtin().open(Path.of(name), Progress.NONE)) {
            return checkpoint.model().orElseThrow();
        }
    }

    private static Scene draw(Model model, Folding folding) {
        return ArchitectureFigure.details(model, "model", DetailOptions.of(Theme.light()).withFolding(folding),
                Progress.NONE);
    }

    private static void measureFirst(Model model) {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Scene scene = draw(model, Folding.OVERVIEW);
        System.out.printf("%s, %d layers, folded to %d nodes in a new JVM: %.3f s, %.3f s of them computing%n",
                model.name(), model.layers().size(), scene.nodes().size(), (System.nanoTime() - start) / 1e9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    private static void measure(Model model, Folding folding, String what) {
        double[] seconds = new double[RUNS];
        double[] computing = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            System.gc();
            pools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long start = System.nanoTime();
            draw(model, folding);
            seconds[i] = (System.nanoTime() - start) / 1e9;
            computing[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        }
        long peak = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        Arrays.sort(seconds);
        Arrays.sort(computing);
        System.out.printf("  %s: median %.3f s (%.3f s of them computing), best %.3f s, worst %.3f s; peak heap %d MB%n",
                what, seconds[RUNS / 2], computing[RUNS / 2], seconds[0], seconds[RUNS - 1], peak >> 20);
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
