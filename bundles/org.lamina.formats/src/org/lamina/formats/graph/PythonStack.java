package org.lamina.formats.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.model.SourceLocation;

/**
 * A Python stack as PyTorch records it. When it traces, it writes one {@code file(line): function} a line, innermost
 * first; between the frames of a module and its caller lies the frame of {@code Module._call_impl}. When it exports
 * (torch.onnx with {@code dynamo=True}), it writes a Python traceback, {@code File "file", line 7, in function} with
 * the source line below, innermost last and without such frames.
 */
public final class PythonStack {

    private static final int LINE_LIMIT = 1000;
    private static final Pattern FRAME = Pattern.compile("(.+)\\((\\d{1,9})\\): (\\S+)\\s*");
    private static final Pattern TRACEBACK_FRAME = Pattern.compile("\\s*File \"(.+)\", line (\\d{1,9})(?:, in (.*))?");
    private static final Pattern LIBRARY = Pattern.compile(
            ".*(-packages[/\\\\]torch|[/\\\\]torch[/\\\\](nn|jit|onnx|utils|fx|_\\w+))([/\\\\].*|\\.py)");

    /**
     * A frame.
     *
     * @param file the source file
     * @param line the line that was being run, from 1
     * @param function the name of the function
     * @param text the source line; empty if it is not recorded
     */
    private record Frame(String file, int line, String function, String text) {
    }

    private final List<Frame> frames;

    private PythonStack(List<Frame> frames) {
        this.frames = frames;
    }

    /** The frames in a text; lines that are no frames are left out. */
    public static PythonStack parse(String text) {
        List<String> lines = text.lines().limit(LINE_LIMIT).toList();
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher traceback = TRACEBACK_FRAME.matcher(lines.get(i));
            if (traceback.matches()) {
                boolean hasText = i + 1 < lines.size() && !TRACEBACK_FRAME.matcher(lines.get(i + 1)).matches();
                frames.add(0, new Frame(traceback.group(1), Integer.parseInt(traceback.group(2)),
                        String.valueOf(traceback.group(3)), hasText ? lines.get(i + 1).strip() : ""));
            } else {
                frame(lines.get(i)).ifPresent(frames::add);
            }
        }
        return new PythonStack(frames);
    }

    /** Whether a text starts with a frame. */
    public static boolean isStack(String text) {
        return text.lines().findFirst().flatMap(PythonStack::frame).isPresent();
    }

    private static Optional<Frame> frame(String line) {
        Matcher matcher = FRAME.matcher(line);
        return matcher.matches() ? Optional.of(
                new Frame(matcher.group(1).strip(), Integer.parseInt(matcher.group(2)), matcher.group(3),
                        ""))
                : Optional.empty();
    }

    /** Whether a source file belongs to PyTorch itself. */
    public static boolean isLibrary(String file) {
        return LIBRARY.matcher(file).matches();
    }

    /**
     * The innermost place in the user's program.
     *
     * @param modules how many modules to leave first: 0 for the place of an operation, 1 for the place where the module
     *        around it is called
     */
    public Optional<SourceLocation> place(int modules) {
        int left = modules;
        for (Frame frame : frames) {
            if (left == 0 && !isLibrary(frame.file()) && !frame.file().startsWith("<")) {
                return Optional.of(new SourceLocation(frame.file(), frame.line(), 1, frame.text()));
            }
            left -= left > 0 && frame.function().equals("_call_impl") ? 1 : 0;
        }
        return Optional.empty();
    }
}
