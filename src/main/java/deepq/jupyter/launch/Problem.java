package deepq.jupyter.launch;

/** Something that the user can mend: its message is one readable line that says how. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    Problem(String message) {
        super(message);
    }
}
