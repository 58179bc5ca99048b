package org.lamina.benchmarks.session;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.benchmarks.session.Holds.Sample;

/** Samples of a thread as a tree of calls with their computing time; leaves out what is short, and calls that make one other. */
final class Profile {

    private static final double RARE = 0.1;

    private final Map<String, Profile> calls = new LinkedHashMap<>();
    private double millis;

    private Profile() {
    }

    /** The tree as lines, callers before what they call. */
    static String of(List<Sample> samples) {
        Profile root = new Profile();
        for (Sample sample : samples) {
            StackTraceElement[] stack = sample.stack();
            Profile at = root;
            at.millis += sample.computing();
            for (int i = stack.length - 1; i >= 0; i--) {
                if (!stack[i].getClassName().contains("$$Lambda") && !stack[i].getClassName().startsWith("jdk.internal")) {
                    at = at.calls.computeIfAbsent(name(stack[i]), any -> new Profile());
                    at.millis += sample.computing();
                }
            }
        }
        StringBuilder text = new StringBuilder();
        root.print(text, "", root.millis * RARE);
        return text.toString();
    }

    private void print(StringBuilder text, String indent, double least) {
        calls.entrySet().stream().filter(call -> call.getValue().millis >= least)
                .sorted(Comparator.comparing(call -> -call.getValue().millis)).forEach(call -> {
                    String inner = indent;
                    if (calls.size() > 1 || !call.getValue().goesOn(least)) {
                        text.append(indent).append(Math.round(call.getValue().millis)).append(' ').append(call.getKey()).append('\n');
                        inner = indent + "  ";
                    }
                    call.getValue().print(text, inner, least);
                });
    }

    private boolean goesOn(double least) {
        return calls.values().stream().anyMatch(call -> call.millis >= least);
    }

    private static String name(StackTraceElement element) {
        String name = element.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + element.getMethodName();
    }
}
