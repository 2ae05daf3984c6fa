package deepq.launch;

/** Opens Jupyter on the notebooks with everything loaded. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        System.out.println("launcher: not there yet");
    }
}
