package org.lamina.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for what a source file of a bundle may use and how it handles errors. */
final class SourceRules {

    private static final Pattern QUALIFIED_NAME = Pattern
            .compile("(?<![\\w.])(?:org\\.eclipse|java\\.awt|javax\\.swing|ai\\.djl|ai\\.onnxruntime)\\.[\\w.]+");
    private static final Pattern EMPTY_CATCH = Pattern.compile("catch\\s*\\([^)]*\\)\\s*\\{\\s*\\}");
    private static final Pattern STACK_TRACE = Pattern.compile("\\.printStackTrace\\s*\\(");
    private static final Pattern STANDARD_OUTPUT = Pattern.compile("\\bSystem\\s*\\.\\s*out\\b");
    private static final Pattern AWT_IMPORT = Pattern.compile("import\\s+java\\.awt\\.(?:\\w+\\.)*(\\w+);");
    private static final Pattern PUBLIC_TYPE = Pattern.compile("(?m)^public\\b");
    private static final Pattern SIGNATURE = Pattern.compile("(?m)^ *(?:public|protected)\\b[^;{]*");
    private static final List<String> ENGINE_BUNDLES = List.of("org.lamina.engine.worker", "org.lamina.client.djl");

    private SourceRules() {
    }

    /** Returns a sentence for each place in a file of a bundle that breaks a rule. */
    static List<String> violations(String bundle, String file, String source) {
        String code = JavaText.code(source);
        List<String> violations = new ArrayList<>();
        Predicate<MatchResult> foreign = name -> !ManifestRules.mayUse(bundle, name.group())
                || name.group().startsWith("ai.") && !ENGINE_BUNDLES.contains(bundle);
        report(violations, file, code, QUALIFIED_NAME, foreign, "must not be used in " + bundle);
        report(violations, file, code, EMPTY_CATCH, any -> true, "swallows an error");
        report(violations, file, code, STACK_TRACE, any -> true, "belongs to no product: report the error");
        if (!bundle.equals("org.lamina.cli") && !file.endsWith("/org/lamina/engine/worker/Main.java")) {
            report(violations, file, code, STANDARD_OUTPUT, any -> true, "belongs to the command line alone");
        }
        boolean visible = PUBLIC_TYPE.matcher(code).find();
        Matcher awt = AWT_IMPORT.matcher(code);
        while (visible && awt.find()) {
            Pattern type = Pattern.compile("\\b" + awt.group(1) + "\\b");
            report(violations, file, code, SIGNATURE, signature -> type.matcher(signature.group()).find(),
                    "shows " + awt.group(1) + " of AWT to others");
        }
        return violations;
    }

    private static void report(List<String> violations, String file, String code, Pattern pattern,
            Predicate<MatchResult> wrong, String reason) {
        pattern.matcher(code).results().filter(wrong).forEach(match -> violations.add(file + ":"
                + JavaText.line(code, match.start()) + ": " + match.group().strip().replaceAll("\\s+", " ") + " "
                + reason));
    }
}
