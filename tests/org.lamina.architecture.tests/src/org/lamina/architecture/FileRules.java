package org.lamina.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for how a source file looks: what the formatter profile sets, as far as lines tell. */
final class FileRules {

    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_FILE = 400;
    private static final Pattern EMPTY_NAME = Pattern.compile("\\w*(?:Utils?|Helper|Manager|Impl)\\.java");
    private static final Pattern OPEN_WORK = Pattern.compile("\\b(?:TOD[O]|FIXM[E]|XX[X])\\b");

    private FileRules() {
    }

    /** Returns a sentence for each line of a file that breaks a rule. */
    static List<String> violations(String file, String source) {
        List<String> violations = new ArrayList<>();
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = file + ":" + (i + 1);
            if (line.codePointCount(0, line.length()) > LONGEST_LINE) {
                violations.add(place + ": the line has more than " + LONGEST_LINE + " columns");
            }
            if (line.indexOf('\t') >= 0) {
                violations.add(place + ": the line has a tab; indent with four spaces");
            }
            if (!line.equals(line.stripTrailing())) {
                violations.add(place + ": the line ends with a blank");
            }
            if (OPEN_WORK.matcher(line).find()) {
                violations.add(place + ": the line speaks of open work; open an issue");
            }
        }
        if (lines.size() > LONGEST_FILE) {
            violations.add(file + ": the file has " + lines.size() + " lines; let a class answer one question");
        }
        if (source.indexOf('\r') >= 0) {
            violations.add(file + ": the file has carriage returns; lines end with a line feed");
        }
        if (!source.endsWith("\n")) {
            violations.add(file + ": the file ends without a line break");
        }
        if (EMPTY_NAME.matcher(file.substring(file.lastIndexOf('/') + 1)).matches()) {
            violations.add(file + ": the name says nothing; name the class after its topic");
        }
        return violations;
    }
}
