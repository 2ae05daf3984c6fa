package deepq.jupyter.kernel;

/**
 * The text of a cell, and the places in it. Lines and columns count from 1.
 *
 * @param name for messages: "cell 3", or the name of a file that was loaded
 */
record Cell(String name, String code) {
    int lineAt(int position) {
        return code.substring(0, position).split("\n", -1).length;
    }

    int lines() {
        return lineAt(code.length());
    }

    String line(int number) {
        return code.split("\n", -1)[number - 1];
    }

    /**
     * A statement or declaration of a cell.
     *
     * @param start where it begins in the cell (white space and comments before it included)
     * @param source what JShell is given
     * @param end where the next one begins
     */
    record Part(Cell cell, int start, String source, int end) {
        /** The line of the first character that is not blank. */
        int line() {
            int blanks = source.length() - source.stripLeading().length();
            return cell.lineAt(Math.min(start + blanks, cell.code.length()));
        }

        Part with(String java) {
            return new Part(cell, start, java, end);
        }

        /** JShell may make several snippets of a part ({@code int a, b}), and cuts the blanks at their ends. */
        Part within(String snippet) {
            int offset = Math.max(0, source.indexOf(snippet));
            return new Part(cell, start + offset, snippet, end);
        }
    }
}
