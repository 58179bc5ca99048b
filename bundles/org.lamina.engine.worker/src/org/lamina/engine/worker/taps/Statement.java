package org.lamina.engine.worker.taps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a method body, which in serialised code is one whole statement: its target and its calls.
 *
 * @param text the line as written
 * @param indent its indentation
 * @param target the variable that gets its value (the first of several), {@code return} in a return statement, empty
 *        in any other
 * @param value the offset at which the assigned or returned expression starts
 * @param calls the calls in it, by their opening parenthesis from left to right
 */
record Statement(String text, String indent, String target, int value, List<Call> calls) {

    /**
     * A call within a statement.
     *
     * @param start offset at which its callee starts
     * @param callee what is called, as written: {@code torch.relu}, {@code (conv1).forward}
     * @param open offset of its opening parenthesis
     * @param close offset of its closing parenthesis
     */
    record Call(int start, String callee, int open, int close) {
    }

    private static final Pattern ASSIGNMENT = Pattern.compile("( *)(\\w+)(?:, \\w+)*,? = (?=\\S)");
    private static final Pattern RETURN = Pattern.compile("( *)return (?=\\S)");

    static Statement parse(String line) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        Matcher returned = RETURN.matcher(line);
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        List<Call> calls = calls(line);
        if (assignment.lookingAt()) {
            return new Statement(line, indent, assignment.group(2), assignment.end(), calls);
        }
        if (returned.lookingAt()) {
            return new Statement(line, indent, "return", returned.end(), calls);
        }
        return new Statement(line, indent, "", line.length(), calls);
    }

    boolean isReturn() {
        return target.equals("return");
    }

    /** The assigned or returned expression. */
    String expression() {
        return text.substring(value);
    }

    /** The call that is the whole assigned or returned expression, if it is one. */
    Optional<Call> outermostCall() {
        return calls.stream().filter(call -> call.start() == value && call.close() == text.length() - 1).findFirst();
    }

    /** Splits a list at the commas that are not inside brackets or strings; an empty last element is left out. */
    static List<String> splitAtCommas(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '"') {
                i = stringEnd(list, i);
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!list.substring(start).isBlank()) {
            parts.add(list.substring(start).strip());
        }
        return parts;
    }

    private static List<Call> calls(String text) {
        Map<Integer, Integer> closeByOpen = new HashMap<>();
        Map<Integer, Integer> openByClose = new HashMap<>();
        List<Integer> callOpens = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = stringEnd(text, i);
            } else if (c == '(') {
                if (i > 0 && isWord(text.charAt(i - 1))) {
                    callOpens.add(i);
                }
                open.push(i);
            } else if (c == ')' && !open.isEmpty()) {
                int start = open.pop();
                closeByOpen.put(start, i);
                openByClose.put(i, start);
            }
        }
        return callOpens.stream().filter(closeByOpen::containsKey).map(at -> {
            int start = calleeStart(text, at, openByClose);
            return new Call(start, text.substring(start, at), at, closeByOpen.get(at));
        }).toList();
    }

    private static int calleeStart(String text, int open, Map<Integer, Integer> openByClose) {
        int start = open;
        while (start > 0) {
            char before = text.charAt(start - 1);
            if (isWord(before) || before == '.') {
                start--;
            } else if (before == ')' && text.charAt(start) == '.' && openByClose.containsKey(start - 1)) {
                start = openByClose.get(start - 1);
            } else {
                break;
            }
        }
        return start;
    }

    /** The offset of the quote that ends the string starting here; the last offset if none does. */
    private static int stringEnd(String text, int start) {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        return text.length() - 1;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
