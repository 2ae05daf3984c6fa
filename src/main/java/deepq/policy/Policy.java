package deepq.policy;

/** A rule that says what to do in each situation (Sutton and Barto, section 3.5): {@code observation -> action}. */
@FunctionalInterface
public interface Policy<S> {
    int action(S observation);
}
