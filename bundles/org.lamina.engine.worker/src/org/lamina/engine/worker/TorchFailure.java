package org.lamina.engine.worker;

import java.util.List;
import java.util.regex.Pattern;

/** Finds in a message of PyTorch, which is a page of C++ and Python stack, what went wrong. */
final class TorchFailure {

    private static final Pattern KIND = Pattern.compile("^[\\w.]*(Error|Exception): ");
    private static final Pattern NATIVE_FRAME = Pattern.compile("^(Exception raised from |frame #).*");
    private static final int LENGTH = 300;

    private TorchFailure() {
    }

    /** What went wrong in one line, without a full stop: the last line of the message proper. */
    static String reason(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        List<String> lines = message.lines().map(String::strip).filter(line -> !line.isEmpty())
                .takeWhile(line -> !NATIVE_FRAME.matcher(line).matches()).toList();
        String reason = lines.stream().filter(line -> KIND.matcher(line).find()).reduce((first, last) -> last)
                .orElse(lines.isEmpty() ? "no reason given" : lines.get(0));
        String text = KIND.matcher(reason).replaceFirst("").replaceFirst("[.:;]+$", "");
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
    }
}
