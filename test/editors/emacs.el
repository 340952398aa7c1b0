;; Opens files one after the other and writes what the server published for each: editors.test.ts reads it.
(defvar published (make-hash-table :test 'equal))
(cl-defmethod eglot-handle-notification :before
  (_server (_method (eql textDocument/publishDiagnostics)) &key uri diagnostics &allow-other-keys)
  (puthash uri diagnostics published))
(setq create-lockfiles nil
      enable-local-variables nil
      eglot-sync-connect t
      eglot-connect-timeout 120)

(defun read-json (path)
  (with-temp-buffer
    (insert-file-contents path)
    (json-parse-buffer)))

(defun same (a b)
  "Whether two values of JSON are equal."
  (cond ((and (hash-table-p a) (hash-table-p b))
         (and (= (hash-table-count a) (hash-table-count b))
              (catch 'different
                (maphash (lambda (key value)
                           (unless (same value (gethash key b)) (throw 'different nil)))
                         a)
                t)))
        ((and (vectorp a) (vectorp b))
         (and (= (length a) (length b)) (cl-every #'same a b)))
        (t (equal a b))))

(let ((expected (read-json (getenv "EXPECTED")))
      (shown (make-hash-table :test 'equal))
      (buffers (make-hash-table :test 'equal)))
  (maphash (lambda (uri _)
             (find-file (eglot--uri-to-path uri))
             (puthash uri (current-buffer) buffers)
             ;; eglot-ensure waits for the command loop, which a batch has not
             (unless (eglot-current-server)
               (apply #'eglot--connect (eglot--guess-contact)))
             (unless (eglot-managed-p) (eglot--maybe-activate-editing-mode)))
           expected)
  ;; what other files say of the deployment may come later
  (with-timeout (60)
    (while (not (same (json-parse-string (json-serialize published)) expected))
      (accept-process-output nil 0.05)))
  (maphash (lambda (uri buffer)
             (with-current-buffer buffer
               ;; Flymake asks when Emacs is idle, which a batch never is
               (flymake-start)
               (puthash uri (length (flymake-diagnostics)) shown)))
           buffers)
  (let ((all (make-hash-table :test 'equal)))
    (puthash "published" published all)
    (puthash "shown" shown all)
    (with-temp-file (getenv "OUT")
      (insert (json-serialize all :null-object nil :false-object :json-false)))))
