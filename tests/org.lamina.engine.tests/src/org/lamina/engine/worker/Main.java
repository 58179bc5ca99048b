package org.lamina.engine.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.engine.protocol.MalformedMessageException;
import org.lamina.engine.protocol.Messages;
import org.lamina.engine.protocol.Protocol;
import org.lamina.engine.protocol.Request;
import org.lamina.engine.protocol.Response;
import org.lamina.formats.safetensors.SafetensorsWriter;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/**
 * A worker that behaves as the names of files tell: at the start as the folder of {@code DJL_CACHE_DIR}, at a request
 * as the checkpoint. Any other name is answered with the number of the process for each layer.
 */
public final class Main {

    private static final Messages MESSAGES = new Messages();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Main() {
    }

    public static void main(String[] arguments) throws IOException, MalformedMessageException {
        System.err.println("OMP_WAIT_POLICY=" + System.getenv("OMP_WAIT_POLICY"));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Request request = MESSAGES.request(line);
            if (request instanceof Request.Hello hello) {
                greet(hello);
            } else {
                work((Request.Activations) request);
            }
        }
    }

    private static void greet(Request.Hello hello) {
        switch (name(System.getenv("DJL_CACHE_DIR"))) {
            case "dies" -> {
                System.err.println("no room left");
                Runtime.getRuntime().halt(7);
            }
            case "newer" -> send(new Response.Welcome(hello.id(), Protocol.VERSION + 1, "Fake"));
            case "refuses" -> send(new Response.Failure(hello.id(), "There are no native libraries for this machine."));
            default -> send(new Response.Welcome(hello.id(), Protocol.VERSION, "Fake"));
        }
    }

    private static void work(Request.Activations request) throws IOException {
        send(new Response.Progress(request.id(), "Running", 0.5));
        switch (name(request.checkpoint())) {
            case "crash.pt" -> Runtime.getRuntime().halt(134);
            case "crash-once.pt" -> {
                Path marker = Path.of(request.checkpoint() + ".crashed");
                if (!Files.exists(marker)) {
                    Files.createFile(marker);
                    Runtime.getRuntime().halt(134);
                }
            }
            case "hang.pt" -> hang();
            case "chatty.pt" -> {
                OUT.println("{\"type\":\"activations\"}");
                OUT.println("x".repeat(100_000));
                OUT.print("tensor(1.)");
            }
            case "wrong.pt" -> {
                send(new Response.BadFile(request.id(), request.checkpoint(), "a model", "a poem"));
                return;
            }
            case "fails.pt" -> {
                send(new Response.Failure(request.id(), "The model does not run."));
                return;
            }
            default -> send(new Response.Activations(request.id() - 1, 0, List.of()));
        }
        answer(request);
    }

    private static void hang() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void answer(Request.Activations request) throws IOException {
        Map<TensorInfo, float[]> tensors = new LinkedHashMap<>();
        for (String layer : request.layers()) {
            tensors.put(new TensorInfo(layer, ElementType.FLOAT32, Shape.of(1), 4),
                    new float[] {ProcessHandle.current().pid()});
        }
        SafetensorsWriter.writeFloats(Path.of(request.directory(), Protocol.ACTIVATIONS_FILE), tensors);
        send(new Response.Activations(request.id(), request.maxSamples(), List.of("lost")));
    }

    private static void send(Response response) {
        OUT.println("\n" + MESSAGES.line(response));
    }

    private static String name(String path) {
        return Path.of(path).getFileName().toString();
    }
}
