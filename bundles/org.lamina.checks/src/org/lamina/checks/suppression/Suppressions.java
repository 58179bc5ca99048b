package org.lamina.checks.suppression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.source.python.Comments;
import org.lamina.source.python.Comments.Comment;

/**
 * What the comments of one program say is meant. {@code # lamina: ignore[dropout-rate]} holds for the line or statement
 * that it ends or, on a line of its own, for the next line of code; {@code # lamina: ignore-file[dropout-rate]} holds
 * for the file. Several rules are separated by commas; without brackets all rules are meant. In Java the comment starts
 * with {@code //}. Immutable.
 */
public final class Suppressions {

    private static final Pattern MARK = Pattern.compile(
            "(?:#|//)[#/]*\\s*lamina:\\s*ignore(-file)?(?![\\w-])\\s*(?:\\[([^\\]]*)])?");
    private static final String MARKED = "lamina:";
    private static final Suppressions NONE = new Suppressions(List.of());

    private final List<Scope> scopes;

    /**
     * Lines for which some rules are silent.
     *
     * @param rules no rule stands for all
     */
    private record Scope(Set<String> rules, int first, int last) {

        boolean covers(String rule, int line) {
            return first <= line && line <= last && (rules.isEmpty() || rules.contains(rule));
        }
    }

    private Suppressions(List<Scope> scopes) {
        this.scopes = List.copyOf(scopes);
    }

    /** No finding is meant. */
    public static Suppressions none() {
        return NONE;
    }

    /** What the comments of a Python program say. */
    public static Suppressions ofPython(String text) {
        return text.contains(MARKED) ? of(Comments.of(text).comments(), text) : NONE;
    }

    /** What the line comments of a Java program say. */
    public static Suppressions ofJava(String text) {
        if (!text.contains(MARKED)) {
            return NONE;
        }
        List<Comment> comments = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int start = lines.get(i).indexOf("//");
            if (start >= 0) {
                int statement = lines.get(i).substring(0, start).isBlank() ? 0 : i + 1;
                comments.add(new Comment(i + 1, lines.get(i).substring(start), statement));
            }
        }
        return of(comments, text);
    }

    /**
     * Whether a finding is meant.
     *
     * @param rule the id of its rule
     * @param line its line, from 1
     */
    public boolean covers(String rule, int line) {
        return scopes.stream().anyMatch(scope -> scope.covers(rule, line));
    }

    private static Suppressions of(List<Comment> comments, String text) {
        List<Scope> scopes = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (Comment comment : comments) {
            Matcher mark = MARK.matcher(comment.text());
            if (!mark.lookingAt()) {
                continue;
            }
            Set<String> rules = rules(mark.group(2));
            if (mark.group(1) != null) {
                scopes.add(new Scope(rules, 1, Integer.MAX_VALUE));
            } else if (comment.statement() > 0) {
                scopes.add(new Scope(rules, comment.statement(), comment.line()));
            } else {
                int next = next(lines, comment.line());
                scopes.add(new Scope(rules, next, next));
            }
        }
        return new Suppressions(scopes);
    }

    private static Set<String> rules(String list) {
        Set<String> rules = new HashSet<>();
        for (String rule : list == null ? new String[0] : list.split(",")) {
            if (!rule.isBlank()) {
                rules.add(rule.strip());
            }
        }
        return Set.copyOf(rules);
    }

    /** The next line of code after a line. */
    private static int next(List<String> lines, int line) {
        int next = line + 1;
        while (next <= lines.size() && isEmpty(lines.get(next - 1).strip())) {
            next++;
        }
        return next;
    }

    private static boolean isEmpty(String line) {
        return line.isEmpty() || line.startsWith("#") || line.startsWith("//");
    }
}
