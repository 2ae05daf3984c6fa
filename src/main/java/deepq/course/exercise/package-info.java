/** The exercises: how an answer is checked, and for each notebook its solutions, typical mistakes and hints. */
package deepq.course.exercise;
